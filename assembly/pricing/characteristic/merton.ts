// Merton (1976), "Option pricing when underlying stock returns are discontinuous".
import { blackScholesExponent } from "./black-scholes";
import { addNormalJumps, normalCompensator } from "./normal-jumps";
import { COMPENSATOR, nodeOf } from "./terms";

/** Terms: volatility, jumps a year, mean and deviation of a jump of the logarithm. */
export function mertonExponent(terms: usize, years: f64, out: usize): void {
  const u = nodeOf(out);
  blackScholesExponent(terms, years, out);
  addNormalJumps(terms + 8, load<f64>(terms, COMPENSATOR), years, u, out);
}

/** Growth of the spot by a jump, expected. */
export function mertonCompensator(terms: usize): f64 {
  return normalCompensator(terms + 16);
}
