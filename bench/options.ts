// What does an option cost, price and five Greeks, over arrays? (W6)
import { core } from "hedgelab/core";
import { type Run, timed, type Workload } from "./harness/contender.ts";
import { greeks } from "./javascript-greeks.ts";
import { OPTIONS, optionEstimates, RATE } from "./market.ts";

const CALL = 1;
/** Bits of the columns wanted: price, delta, gamma, vega, theta, rho. */
const PRICE_AND_FIVE_GREEKS = 63;
/** Bits of the columns that are one value for all. */
const ONE_RATE_YIELD_AND_KIND = 112;
const BYTES = OPTIONS * 8;

type Kernel = (...numbers: number[]) => void;

/** All columns in the core's memory, in and out; only the kernel is timed. */
function hedgelab(kernel: Kernel, columns: Float64Array): Run {
  return () => {
    core().reset();
    const [spots, market, kind, out] = [4 * BYTES, 16, 4, 6 * BYTES].map((n) => core().allocate(n));
    const numbers = (pointer: number, length: number) =>
      new Float64Array(core().memory.buffer, pointer, length);
    numbers(spots!, columns.length).set(columns);
    numbers(market!, 2).set([RATE, 0]);
    new Int32Array(core().memory.buffer, kind!, 1)[0] = CALL;
    const [strikes, years, volatilities] = [1, 2, 3].map((k) => spots! + k * BYTES);
    const inputs = [spots!, strikes!, years!, volatilities!] as const;
    const constants = [market!, market! + 8, kind!, ONE_RATE_YIELD_AND_KIND] as const;
    return timed(
      OPTIONS,
      () => kernel(OPTIONS, ...inputs, ...constants, PRICE_AND_FIVE_GREEKS, out!, BYTES),
      () => optionEstimates(numbers(out!, 6 * OPTIONS)),
    );
  };
}

/** Inputs are the columns of `optionColumns`. */
export function options(columns: Float64Array): Workload {
  const kernel = (core() as unknown as Record<string, Kernel | undefined>).optionGreeks;
  return {
    name: "W6",
    unit: "option",
    // exact sums of Black-Scholes columns by scipy
    expected: {
      price: [27940807.502168845, 0],
      delta: [591384.5693527746, 0],
      gamma: [6504.152150634771, 0],
      vega: [24792953.255111646, 0],
      theta: [-9531349.687374022, 0],
      rho: [35797726.55473977, 0],
    },
    contenders: {
      ...(kernel && { hedgelab: hedgelab(kernel, columns) }),
      javascript: greeks(columns),
    },
  };
}
