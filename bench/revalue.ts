// What does a repricing cost, a book of 500 options under 99 scenarios? (W7)
import { core } from "hedgelab/core";
import { type Run, timed, type Workload } from "./harness/contender.ts";
import { bookTotals } from "./javascript-revalue.ts";
import { BOOK, bookEstimates, MOVES, OPTIONS, RATE, SPOT, SURFACES } from "./market.ts";

const SCENARIOS = SURFACES.length * MOVES.length;
/** One call takes 0.2 ms, too short for the clock alone. */
const TIMES = 20;

type Kernel = (...numbers: number[]) => void;

/** All columns in the core's memory, totals out; only the kernel is timed. */
function hedgelab(kernel: Kernel, columns: Float64Array): Run {
  const column = (k: number) => columns.subarray(k * OPTIONS, k * OPTIONS + BOOK);
  const each = (value: (i: number) => number) =>
    Float64Array.from({ length: BOOK }, (_, i) => value(i));
  const terms = [
    each((i) => (i & 1 ? 2 : 1)),
    each((i) => (i & 2 ? -1 : 1)),
    each(() => SPOT),
    column(1),
    column(2),
    each(() => RATE),
    each(() => 0),
    column(3),
  ];
  const shocks = SURFACES.flatMap((factor) => [factor, 0, 0, 0, 0]),
    moves = SURFACES.flatMap(() => MOVES.map((spot) => spot / SPOT));
  return () => {
    core().reset();
    const numbers = (values: ArrayLike<number>, pointer = core().allocate(8 * values.length)) => {
      new Float64Array(core().memory.buffer, pointer, values.length).set(values);
      return pointer;
    };
    const counts = (values: ArrayLike<number>, pointer = core().allocate(4 * values.length)) => {
      new Uint32Array(core().memory.buffer, pointer, values.length).set(values);
      return pointer;
    };
    const first = core().allocate(terms.length * BOOK * 8);
    terms.forEach((values, k) => {
      numbers(values, first + k * BOOK * 8);
    });
    const ends = counts([BOOK]),
      scenarioEnds = counts(SURFACES.map((_, k) => (k + 1) * MOVES.length)),
      shocksAt = numbers(shocks),
      movesAt = numbers(moves);
    const [logs, totals] = [1, 2].map(() => core().allocate(8 * SCENARIOS)) as [number, number];
    const volatilities = first + 7 * BOOK * 8,
      surfaces = SURFACES.length;
    return timed(
      TIMES * BOOK * SCENARIOS,
      () => {
        for (let time = 0; time < TIMES; time++) {
          kernel(
            BOOK,
            first,
            volatilities,
            0,
            1,
            ends,
            surfaces,
            scenarioEnds,
            shocksAt,
            movesAt,
            logs,
            totals,
            0,
          );
        }
      },
      () => bookEstimates(new Float64Array(core().memory.buffer, totals, SCENARIOS)),
    );
  };
}

/** Inputs are the columns of `optionColumns`. */
export function revalue(columns: Float64Array): Workload {
  const kernel = (core() as unknown as Record<string, Kernel | undefined>).revalue;
  return {
    name: "W7",
    unit: "repricing",
    // exact sums of Black-Scholes values by scipy
    expected: { value: [1907.2155263029704, 0], square: [1512445.4740819905, 0] },
    contenders: {
      ...(kernel && { hedgelab: hedgelab(kernel, columns) }),
      javascript: bookTotals(columns),
    },
    limit: { ratio: ["native128", 1.2] },
  };
}
