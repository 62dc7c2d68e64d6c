import * as v from "valibot";
import { check, rules } from "../check.ts";
import { sum } from "../numerics/sum.ts";
import { solveTridiagonal, tridiagonal } from "../pricing/tridiagonal.ts";

/** A large trade, the market that it moves, and what its uncertainty is worth. */
export interface ExecutionOptions {
  /** Units to buy; negative to sell. */
  quantity: number;
  /** Trades, one at the end of each of as many equal periods. */
  periods: number;
  /** Days until all is traded, 24 hours each. */
  days: number;
  spot: number;
  /** A year of 365 days, as a fraction of the spot. */
  volatility: number;
  /** Money a unit that a rate of one unit a day costs while it lasts: eta of the paper. */
  temporaryImpact: number;
  /** Money that the price moves for good with each unit: gamma; 0 by default. */
  permanentImpact?: number | undefined;
  /** Money a unit whatever the rate, half the spread and fees: epsilon; 0 by default. */
  fixedCost?: number | undefined;
  /** Expected growth of the price in money a day: alpha; 0 by default. */
  drift?: number | undefined;
  /** What a unit of variance is worth: lambda, one over money. 0 trades evenly. */
  riskAversion: number;
}

/** When to trade how much, and what it is expected to cost. */
export interface ExecutionSchedule {
  /** Days at which trades are done: at the end of each period. */
  readonly times: readonly number[];
  /** Units, negative when sold; they add up to the quantity. */
  readonly trades: readonly number[];
  /** Units still to trade, from the start on: one more than the trades. */
  readonly remaining: readonly number[];
  /** Expected, against trading all at the spot of the start. */
  readonly cost: number;
  readonly variance: number;
  readonly deviation: number;
  /** cost + riskAversion x variance: what the schedule makes least. */
  readonly objective: number;
  /** Days in which what remains falls e-fold where time is not short; infinite without aversion. */
  readonly halfLife: number;
}

/** A trade in the paper's numbers, with time in days. */
export interface Execution {
  readonly quantity: number;
  readonly periods: number;
  /** Days of a period. */
  readonly tau: number;
  /** Variance of the price a day. */
  readonly variance: number;
  readonly gamma: number;
  /** eta less gamma tau / 2. */
  readonly eta: number;
  readonly epsilon: number;
  readonly alpha: number;
}

const MOST_PERIODS = 100_000;

export const executionEntries: {
  readonly [K in Exclude<keyof ExecutionOptions, "riskAversion">]-?: v.GenericSchema<
    unknown,
    number
  >;
} = {
  quantity: v.pipe(
    rules.finite,
    v.check((quantity) => quantity !== 0, "must not be zero"),
  ),
  periods: v.pipe(
    rules.count,
    v.check((periods) => periods <= MOST_PERIODS, `must be at most ${MOST_PERIODS}`),
  ),
  days: rules.positive,
  spot: rules.positive,
  volatility: rules.nonNegative,
  temporaryImpact: rules.positive,
  permanentImpact: v.optional(rules.nonNegative, 0),
  fixedCost: v.optional(rules.nonNegative, 0),
  drift: v.optional(rules.finite, 0),
};
const schema = v.strictObject({ ...executionEntries, riskAversion: rules.nonNegative });

/**
 * The trades that make expected cost plus `riskAversion` times its variance least. Almgren and
 * Chriss (2000), "Optimal execution of portfolio transactions": sections 2.2 and 4.1, the optimum
 * by its difference equation, so that any aversion and a drift are exact. Costs are of the discrete
 * model, equations 6 and 7.
 */
export function executionSchedule(options: ExecutionOptions): ExecutionSchedule {
  const { riskAversion, ...given } = check(schema, options, "options");
  return scheduleOf(execution(given), riskAversion);
}

/** The paper's numbers of a checked trade. */
export function execution(
  given: {
    readonly [K in Exclude<keyof ExecutionOptions, "riskAversion">]-?: number;
  },
): Execution {
  const { quantity, periods, days, spot, volatility, permanentImpact: gamma } = given;
  const tau = days / periods,
    eta = given.temporaryImpact - (gamma * tau) / 2;
  if (!(eta > 0)) {
    throw new RangeError(
      `temporaryImpact must exceed half of what the permanent one does in a period, ` +
        `${(gamma * tau) / 2}, got ${given.temporaryImpact}; use more periods`,
    );
  }
  const variance = (volatility * spot) ** 2 / 365;
  const { fixedCost: epsilon, drift: alpha } = given;
  return { quantity, periods, tau, variance, gamma, eta, epsilon, alpha };
}

/** The best schedule of a trade at an aversion. */
export function scheduleOf(trade: Execution, riskAversion: number): ExecutionSchedule {
  const { periods, tau, variance, eta } = trade;
  const remaining = remainders(trade, riskAversion);
  const trades = remaining.slice(1).map((left, k) => remaining[k]! - left);
  const cost = expectedCost(trade, trades, remaining),
    risk = variance * tau * squares(remaining.slice(1));
  const kappa = (2 / tau) * Math.asinh((tau / 2) * Math.sqrt((riskAversion * variance) / eta));
  return Object.freeze({
    times: Object.freeze(Array.from({ length: periods }, (_, k) => (k + 1) * tau)),
    trades: Object.freeze(trades),
    remaining: Object.freeze(remaining),
    cost,
    variance: risk,
    deviation: Math.sqrt(risk),
    objective: cost + riskAversion * risk,
    halfLife: 1 / kappa,
  });
}

/** Units left after each period: x(k-1) - (2 + lambda sigma^2 tau^2 / eta) x(k) + x(k+1) = drift. */
function remainders(trade: Execution, riskAversion: number): number[] {
  const { quantity, periods, tau, variance, eta, alpha } = trade;
  const inner = periods - 1,
    system = tridiagonal(inner);
  system.below.fill(-1);
  system.above.fill(-1);
  system.middle.fill(2 + (riskAversion * variance * tau ** 2) / eta);
  const right = new Float64Array(inner).fill((-alpha * tau ** 2) / (2 * eta));
  if (inner > 0) right[0]! += quantity;
  solveTridiagonal(system, right, new Float64Array(inner));
  return [quantity, ...right, 0];
}

function expectedCost(
  { quantity, tau, gamma, eta, epsilon, alpha }: Execution,
  trades: readonly number[],
  remaining: readonly number[],
): number {
  const waiting = alpha * tau * sum(remaining.slice(1));
  const paid = epsilon * sum(trades.map(Math.abs)) + (eta / tau) * squares(trades);
  return (gamma / 2) * quantity ** 2 + waiting + paid;
}

function squares(values: readonly number[]): number {
  return values.reduce((total, value) => total + value * value, 0);
}
