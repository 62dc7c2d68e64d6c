import { check } from "../check.ts";
import { type RatioDescription, ratioSchema } from "./ratio-description.ts";
import { ratioRule } from "./ratio-rule.ts";
import { checkPrices, type HedgeObservation, type HedgeWindow, returnRow } from "./returns.ts";
import type { RatioRule } from "./rule.ts";

/** All that an estimator needs to go on: plain data, which JSON keeps. */
export interface RatioState {
  /** Rows of prices seen. */
  readonly rows: number;
  /** The last of them, the asset first. */
  readonly prices: readonly number[];
  /** What the estimator keeps besides. */
  readonly inner: unknown;
}

/** Ratios for the next period: what to sell of each hedge against the asset held. */
export interface FittedRatios {
  readonly ratios: readonly number[];
  readonly state: RatioState;
}

/** An estimator at work, on history and on a live stream alike. */
export interface RatioEstimator {
  readonly description: RatioDescription;
  /** Rows of prices that a fit needs, given the number of hedges. */
  readonly fewest: (hedges: number) => number;
  /** Whether a refit says more than the updates since the last one. */
  readonly refits: boolean;
  /** Estimate from prices; `before` is a state to go on from, so that a refit starts near. */
  readonly fit: (window: HedgeWindow, before?: RatioState) => FittedRatios;
  /** Go on by one row of prices. The state given stays as it is. */
  readonly update: (state: RatioState, observation: HedgeObservation) => FittedRatios;
  /** Ratios of the rows of a window themselves, all of it known: for comparison, not for trading. */
  readonly inSample: (window: HedgeWindow) => readonly (readonly number[])[];
}

/** The estimator that a description stands for. Errors name the row, counted from 1. */
export function ratioEstimator(description: RatioDescription): RatioEstimator {
  const checked = check(ratioSchema, description, "estimator");
  const rule: RatioRule<unknown> = ratioRule(checked);
  const kind = checked.returns;
  const sampleOf = (window: HedgeWindow) => {
    const prices = pricesOf(window);
    const fewest = rule.fewest(window.hedges.length) + 1;
    if (prices.length < fewest) {
      throw new RangeError(`${checked.type} needs at least ${fewest} rows, got ${prices.length}`);
    }
    const rows = prices.slice(1).map((after, t) => returnRow(kind, prices[t]!, after));
    return { rows, prices };
  };
  return Object.freeze({
    description: checked,
    fewest: (hedges: number) => rule.fewest(hedges) + 1,
    refits: rule.refits,
    fit: (window: HedgeWindow, before?: RatioState) => {
      const sample = sampleOf(window);
      const { ratios, inner } = named(`rows 1 to ${sample.prices.length}`, () =>
        rule.fit(sample, before?.inner),
      );
      return {
        ratios,
        state: { rows: sample.prices.length, prices: sample.prices.at(-1)!, inner },
      };
    },
    update: (state: RatioState, { asset, hedges }: HedgeObservation) => {
      const prices = [asset, ...hedges],
        rows = state.rows + 1;
      if (prices.length !== state.prices.length) {
        const expected = state.prices.length - 1;
        throw new RangeError(`row ${rows} has ${hedges.length} hedges, expected ${expected}`);
      }
      checkPrices(prices, rows);
      const row = returnRow(kind, state.prices, prices);
      const { ratios, inner } = named(`row ${rows}`, () => rule.step(state.inner, row, prices));
      return { ratios, state: { rows, prices, inner } };
    },
    inSample: (window: HedgeWindow) => {
      const sample = sampleOf(window);
      if (rule.inSample) return rule.inSample(sample);
      const { ratios } = rule.fit(sample);
      return sample.rows.map(() => ratios);
    },
  });
}

/** What a rule answers; its errors say at which rows. */
function named<T>(where: string, answer: () => T): T {
  try {
    return answer();
  } catch (error) {
    if (error instanceof RangeError) throw new RangeError(`${where}: ${error.message}`);
    throw error;
  }
}

/** Rows of prices, the asset first, each checked. */
function pricesOf({ asset, hedges }: HedgeWindow): number[][] {
  if (hedges.length === 0) throw new RangeError("hedges must be at least one, got none");
  hedges.forEach((hedge, i) => {
    if (hedge.length !== asset.length) {
      throw new RangeError(`hedge ${i + 1} has ${hedge.length} rows, expected ${asset.length}`);
    }
  });
  return Array.from(asset, (price, t) => {
    const prices = [price, ...hedges.map((hedge) => hedge[t]!)];
    checkPrices(prices, t + 1);
    return prices;
  });
}
