import { studentTail } from "../adjustment/student-tail.ts";
import {
  exponential,
  logarithm,
  logarithmOnePlus,
  normalDensity,
  normalQuantile,
} from "../core/functions.ts";
import { logGamma } from "../core/returns.ts";
import type { Innovations } from "../models/innovations.ts";
import { findRoot } from "../pricing/find-root.ts";

/** The lower tail of profits of scale 1. */
export interface LowerTailShape {
  /** The profit that is not exceeded with a probability of at most the tail. */
  readonly quantile: (p: number) => number;
  readonly valueAtRisk: number;
  readonly expectedShortfall: number;
}

/** The tail of a distribution of mean 0 and variance 1, or of residuals as they are. */
export function lowerTailShape(innovations: Innovations, tail: number): LowerTailShape {
  switch (innovations.type) {
    case "normal": {
      const valueAtRisk = -normalQuantile(tail);
      const expectedShortfall = normalDensity(valueAtRisk) / tail;
      return { quantile: normalQuantile, valueAtRisk, expectedShortfall };
    }
    case "student-t":
      return studentShape(innovations.degreesOfFreedom, tail);
    case "filtered-historical":
      return residualShape(innovations.residuals, tail);
  }
}

/** Nodes of the table of quantiles, and the least probability in it: 2^-33, that of a 32-bit word. */
const NODES = 512;
const LEAST = 2 ** -33;

/** Student's t scaled to variance 1; quantiles by a table, within 1e-5 of themselves. */
function studentShape(degrees: number, tail: number): LowerTailShape {
  const scale = Math.sqrt((degrees - 2) / degrees);
  const exact = (p: number) => {
    let far = 2;
    while (studentTail(far, degrees) / 2 > p) far *= 2;
    return findRoot((x) => studentTail(x, degrees) / 2 - p, 0, far);
  };
  const step = logarithm(LEAST / tail) / (NODES - 1);
  const logs = Array.from({ length: NODES }, (_, i) =>
    logarithm(exact(tail * exponential(step * i))),
  );
  const quantile = (p: number) => {
    const place = Math.min(logarithm(p / tail) / step, NODES - 1.000001),
      node = Math.max(0, Math.floor(place));
    const log = logs[node]! + (place - node) * (logs[node + 1]! - logs[node]!);
    return -scale * exponential(log);
  };
  const at = exact(tail);
  const density = exponential(
    logGamma((degrees + 1) / 2) -
      logGamma(degrees / 2) -
      logarithm(degrees * Math.PI) / 2 -
      ((degrees + 1) / 2) * logarithmOnePlus((at * at) / degrees),
  );
  const beyond = ((density / tail) * (degrees + at * at)) / (degrees - 1);
  return { quantile, valueAtRisk: scale * at, expectedShortfall: scale * beyond };
}

/** Residuals, each as likely as any other. */
function residualShape(residuals: readonly number[], tail: number): LowerTailShape {
  const count = residuals.length;
  const quantile = (p: number) => residuals[Math.min(count - 1, Math.floor(p * count))]!;
  const whole = Math.floor(tail * count);
  const sum = residuals.slice(0, whole).reduce((total, value) => total + value, 0);
  const rest = (tail * count - whole) * residuals[Math.min(count - 1, whole)]!;
  return {
    quantile,
    valueAtRisk: -quantile(tail),
    expectedShortfall: -(sum + rest) / (tail * count),
  };
}
