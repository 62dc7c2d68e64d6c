// Bates (1996), "Jumps and stochastic volatility": Heston's variance and Merton's jumps.
import { hestonExponent } from "./heston";
import { addNormalJumps, normalCompensator } from "./normal-jumps";
import { COMPENSATOR, nodeOf } from "./terms";

/** Terms: those of Heston's model, jumps a year, mean and deviation of a jump. */
export function batesExponent(terms: usize, years: f64, out: usize): void {
  const u = nodeOf(out);
  hestonExponent(terms, years, out);
  addNormalJumps(terms + 40, load<f64>(terms, COMPENSATOR), years, u, out);
}

/** Growth of the spot by a jump, expected. */
export function batesCompensator(terms: usize): f64 {
  return normalCompensator(terms + 48);
}
