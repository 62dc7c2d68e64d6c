import * as v from "valibot";
import { check, rules } from "../check.ts";
import { type SviParameters, svi, sviJet } from "./svi.ts";
import type { VarianceJet } from "./variance-jet.ts";
import { between, surfaceOf, type VolatilitySurface } from "./volatility-surface.ts";

/** Raw SVI for one time to expiry. */
export interface SviSlice extends SviParameters {
  /** Of 365 days. */
  readonly years: number;
  readonly forward: number;
}

const schema = v.pipe(
  v.array(v.object({ years: rules.positive, forward: rules.positive })),
  v.minLength(1, "must not be empty"),
  v.check((list) => list.every((s, i) => i === 0 || s.years > list[i - 1]!.years), "must ascend"),
);

/**
 * A surface of raw SVI slices, by ascending years. Between two slices total variance is linear in
 * time at each log-moneyness, so where slices do not cross it never falls; before the first it is
 * in proportion to time, which keeps g >= 0; after the last, the last one's variance at the money
 * goes on at its mean rate, the same for all strikes, so wings do not steepen.
 */
export function sviSurface({
  slices,
}: {
  readonly slices: readonly SviSlice[];
}): VolatilitySurface {
  const points = check(schema, slices, "slices");
  const parameters = slices.map(({ a, b, rho, m, sigma }) => svi({ a, b, rho, m, sigma }));
  const times = points.map(({ years }) => years);
  return surfaceOf(points, (k, years) => {
    const { index, share } = between(times, years);
    const [near, time] = [sviJet(parameters[index]!, k), times[index]!];
    if (years <= time) return scaled(near, years / time);
    if (index === times.length - 1) {
      const rate = sviJet(parameters[index]!, 0).variance / time;
      return { ...near, variance: near.variance + rate * (years - time) };
    }
    return sum(scaled(near, 1 - share), scaled(sviJet(parameters[index + 1]!, k), share));
  });
}

function scaled({ variance, slope, curvature }: VarianceJet, by: number): VarianceJet {
  return { variance: variance * by, slope: slope * by, curvature: curvature * by };
}

function sum(a: VarianceJet, b: VarianceJet): VarianceJet {
  return {
    variance: a.variance + b.variance,
    slope: a.slope + b.slope,
    curvature: a.curvature + b.curvature,
  };
}
