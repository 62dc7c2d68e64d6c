import { fourierPrices } from "../core/fourier.ts";
import type { SpotTable } from "../core/scheduled-hedge.ts";
import type { Segment, SegmentDay } from "./segment.ts";

/** Which delta of SVCJ: of the price alone, or with what the variance moves with the spot. */
export type SvcjDelta = "delta" | "minimumVariance";

/** Nodes to a unit of the logarithm, and how far a table reaches from the strike. */
const DENSITY = 250;
const REACH = 1.2;
/** What the variance is changed by, a share of it, for its derivative. */
const BUMP = 1e-3;

/**
 * Units of the spot that hedge the segment's call of `days` days, by SVCJ as each day's options give
 * it: delta, or D + V rho xi / S with V the derivative by the variance, which makes the variance of
 * the hedged call least where nothing jumps. A table for each day; cubics between nodes are within
 * 1e-4 of the formula.
 */
export function svcjHoldings(of: Segment, days: number, kind: SvcjDelta): SpotTable[] {
  return of.days.slice(0, days).map((day, i) => {
    const strike = Math.log(of.strike / of.spot),
      count = 2 * REACH * DENSITY + 1;
    const places = Float64Array.from({ length: count }, (_, k) => k / DENSITY - REACH);
    return { start: strike - REACH, density: DENSITY, units: units(places, day, days - i, kind) };
  });
}

/** Units at logarithms of the spot over the strike. */
function units(places: Float64Array, day: SegmentDay, left: number, kind: SvcjDelta): Float64Array {
  const { volatilityOfVariance: xi, correlation: rho, variance } = day;
  // a call scales with spot and strike: all spots are one forward of 1
  const strike = places.map((x) => Math.exp(-x));
  const prices = (v: number) =>
    fourierPrices({
      model: "svcj",
      parameters: [...svcjNumbers(day, v)],
      years: left / 365,
      forward: 1,
      strike,
    });
  const { delta } = prices(variance);
  if (kind === "delta") return delta;
  const [low, high] = [variance * (1 - BUMP), variance * (1 + BUMP)];
  const [below, above] = [prices(low).price, prices(high).price];
  return delta.map((d, k) => d + (rho * xi * (above[k]! - below[k]!)) / (high - low));
}

function svcjNumbers(day: SegmentDay, variance: number): number[] {
  const { meanReversion, longVariance, volatilityOfVariance, correlation } = day;
  const { jumpsPerYear, jumpMean, jumpDeviation, varianceJumpMean } = day;
  const heston = [variance, meanReversion, longVariance, volatilityOfVariance, correlation];
  return [...heston, jumpsPerYear, jumpMean, jumpDeviation, varianceJumpMean, 0];
}
