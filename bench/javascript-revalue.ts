// A book under scenarios in plain TypeScript: terms of a surface made once, the distribution from a
// table.
import { type Answer, timed } from "./harness/contender.ts";
import { normalDistribution } from "./javascript-normal.ts";
import { BOOK, bookEstimates, MOVES, OPTIONS, RATE, SURFACES } from "./market.ts";

/** W7: totals of a book, a number a scenario. */
export function bookTotals(inputs: Float64Array): (seed: number) => Answer {
  const column = (k: number) => inputs.subarray(k * OPTIONS, k * OPTIONS + BOOK);
  const totals = new Float64Array(SURFACES.length * MOVES.length);
  return () =>
    timed(
      BOOK * totals.length,
      () => fillTotals(column(1), column(2), column(3), totals),
      () => bookEstimates(totals),
    );
}

function fillTotals(
  strikes: Float64Array,
  years: Float64Array,
  volatilities: Float64Array,
  totals: Float64Array,
): void {
  const owed = strikes.map((strike, i) => strike * Math.exp(-RATE * years[i]!)),
    logs = owed.map(Math.log),
    deviations = volatilities.map((volatility, i) => volatility * Math.sqrt(years[i]!));
  SURFACES.forEach((factor, surface) => {
    const widths = deviations.map((deviation) => factor * deviation),
      slopes = widths.map((width) => 1 / width),
      shifts = widths.map((width, i) => width / 2 - logs[i]! / width);
    MOVES.forEach((spot, move) => {
      const log = Math.log(spot);
      let total = 0;
      for (let i = 0; i < BOOK; i++) {
        const sign = i & 1 ? -1 : 1,
          d1 = sign * (log * slopes[i]! + shifts[i]!),
          d2 = d1 - sign * widths[i]!,
          value = sign * (spot * normalDistribution(d1) - owed[i]! * normalDistribution(d2));
        total += i & 2 ? -value : value;
      }
      totals[surface * MOVES.length + move] = total;
    });
  });
}
