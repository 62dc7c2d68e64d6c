// Student's t from normals: z -> the quantile at N(z), increasing, so that correlations of ranks,
// antithetic pairs and low discrepancy carry over.
import { NODES, closeTable, nodeAt, setNode } from "../math/cubic-table";
import { studentTail } from "../math/incomplete-beta";
import { logGamma } from "../math/log-gamma";
import {
  exponentialOf, logarithmOf, normalDensityOf, normalDistributionOf,
} from "../math/scalar";

const DENSITY_AT_ZERO: f64 = 0.3989422804014327; // of the normal distribution
const ROOT_PI: f64 = 1.772453850905516;

/** The density at `t`, from that at zero. */
function density(t: f64, degrees: f64, peak: f64): f64 {
  return peak * exponentialOf(-0.5 * (degrees + 1) * logarithmOf(1 + (t * t) / degrees));
}

/** The density of Student's t at zero. */
export function studentPeak(degrees: f64): f64 {
  const half = 0.5 * degrees;
  return exponentialOf(logGamma(half + 0.5) - logGamma(half)) / (ROOT_PI * sqrt(degrees));
}

/** E|T| of Student's t of variance 1. */
export function studentMeanSize(degrees: f64): f64 {
  return (2 * sqrt(degrees * (degrees - 2)) * studentPeak(degrees)) / (degrees - 1);
}

/**
 * Write the table of the quantile of Student's t of variance 1, `degrees` > 2. Read at a normal,
 * its error is below 1e-7 of the quantile for 2.1 degrees and more, below 1e-8 for 4 and more. Node
 * follows node: each starts from the slope at the one before.
 */
export function fillStudentTable(degrees: f64, table: usize): void {
  const peak = studentPeak(degrees), unit = sqrt((degrees - 2) / degrees), middle = NODES >> 1;
  let t: f64 = 0, slope = DENSITY_AT_ZERO / peak;
  for (let i = middle; i < NODES; i++) {
    const z = nodeAt(i);
    if (i > middle) {
      const step = z - nodeAt(i - 1), start = t + slope * step;
      t = quantile(normalDistributionOf(-z), start, degrees, peak);
      slope = normalDensityOf(z) / density(t, degrees, peak);
    }
    setNode(table, i, unit * t, unit * slope);
    setNode(table, NODES - 1 - i, -unit * t, unit * slope);
  }
  closeTable(table);
}

/** t with P(T > t) = `tail` by Newton's method on the logarithm of the tail. */
function quantile(tail: f64, start: f64, degrees: f64, peak: f64): f64 {
  let t = start;
  for (let round = 0; round < 20; round++) {
    const found = studentTail(t, degrees);
    const move = (found * logarithmOf(found / tail)) / density(t, degrees, peak);
    t += move;
    if (abs(move) <= 1e-9 * t) break; // the next move would be below rounding
  }
  return t;
}
