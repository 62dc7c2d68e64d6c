// The characteristic functions behind one door.
import { batesCompensator, batesExponent } from "./bates";
import { blackScholesExponent } from "./black-scholes";
import { hestonExponent } from "./heston";
import { kouCompensator, kouExponent } from "./kou";
import { mertonCompensator, mertonExponent } from "./merton";
import { svcjCompensator, svcjExponent } from "./svcj";
import {
  BATES, BLACK_SCHOLES, COMPENSATOR, HESTON, KOU, MERTON, SVCJ, VARIANCE_GAMMA,
} from "./terms";
import { varianceGammaCompensator, varianceGammaExponent } from "./variance-gamma";

/** Numbers that describe a model; 0 of an unknown one. */
export function parametersOf(model: i32): usize {
  if (model == BLACK_SCHOLES) return 1;
  else if (model == HESTON || model == KOU) return 5;
  else if (model == BATES) return 8;
  else if (model == SVCJ) return 10;
  else if (model == MERTON) return 4;
  else if (model == VARIANCE_GAMMA) return 3;
  else return 0;
}

/** Fill the terms of a model from its parameters. */
export function prepareTerms(model: i32, parameters: usize, terms: usize): void {
  memory.copy(terms, parameters, parametersOf(model) << 3);
  store<f64>(terms, compensatorOf(model, terms), COMPENSATOR);
}

function compensatorOf(model: i32, terms: usize): f64 {
  if (model == BATES) return batesCompensator(terms);
  else if (model == SVCJ) return svcjCompensator(terms);
  else if (model == MERTON) return mertonCompensator(terms);
  else if (model == KOU) return kouCompensator(terms);
  else if (model == VARIANCE_GAMMA) return varianceGammaCompensator(terms);
  else return 0.0;
}

/** Fill a node pair, whose nodes stand at its end, with the exponents and what of them decays. */
export function fillExponents(model: i32, terms: usize, years: f64, pair: usize): void {
  if (model == BLACK_SCHOLES) blackScholesExponent(terms, years, pair);
  else if (model == HESTON) hestonExponent(terms, years, pair);
  else if (model == BATES) batesExponent(terms, years, pair);
  else if (model == SVCJ) svcjExponent(terms, years, pair);
  else if (model == MERTON) mertonExponent(terms, years, pair);
  else if (model == KOU) kouExponent(terms, years, pair);
  else varianceGammaExponent(terms, years, pair);
}
