import * as v from "valibot";
import { rules } from "../check.ts";
import { type RatioOptions, returnsSchema } from "./options.ts";
import type { RatioDescription } from "./ratio-description.ts";
import type { ReturnKind } from "./returns.ts";
import type { RatioRule, ReturnSample } from "./rule.ts";
import { aimRatio, tradingRate } from "./trading-rate.ts";

/** A ratio that follows another one slowly, because trades cost. */
export interface PartialAdjustment {
  readonly type: "partialAdjustment";
  /** The estimator of the ratio that would be best without costs. */
  readonly aim: RatioDescription;
  readonly riskAversion: number;
  readonly costAversion: number;
  readonly discount: number;
  /** Share of its distance from its mean that the best ratio loses a period. */
  readonly reversion: number;
  readonly returns: ReturnKind;
}

const terms = {
  riskAversion: v.optional(rules.positive, 1),
  costAversion: v.optional(rules.nonNegative, 10),
  discount: v.optional(
    v.pipe(
      rules.nonNegative,
      v.check((value) => value < 1, "must be below 1"),
    ),
    0,
  ),
  reversion: v.optional(
    v.pipe(
      rules.nonNegative,
      v.check((value) => value <= 1, "must be at most 1"),
    ),
    0,
  ),
};

/** The schema, given that of the estimators to follow. */
export function partialAdjustmentSchema(
  aim: v.GenericSchema<unknown, RatioDescription>,
): v.GenericSchema<unknown, PartialAdjustment> {
  return v.strictObject({
    type: v.literal("partialAdjustment"),
    aim,
    ...terms,
    returns: returnsSchema,
  }) as v.GenericSchema<unknown, PartialAdjustment>;
}

/** What `partialAdjustment` is made from. */
export interface PartialAdjustmentOptions extends RatioOptions {
  aim: RatioDescription;
  /** Gamma, 1 unless given; only its proportion to `costAversion` matters without discount. */
  riskAversion?: number;
  /** Lambda, 10 unless given: a trade D costs lambda / 2 times its variance. */
  costAversion?: number;
  discount?: number;
  reversion?: number;
}

interface Adjusting {
  readonly aim: unknown;
  readonly held: readonly number[];
  /** Mean of the best ratios so far, and how many they are. */
  readonly mean: readonly number[];
  readonly count: number;
}

/** The rule of partial adjustment towards what `aim` estimates; it starts at the aim. */
export function partialAdjustmentRule(
  description: PartialAdjustment,
  aim: RatioRule<unknown>,
): RatioRule<Adjusting> {
  const pace = tradingRate(description);
  const follow = (best: { ratios: readonly number[]; inner: unknown }, before: Adjusting) => {
    const count = before.count + 1;
    const mean = before.mean.map((old, i) => old + (best.ratios[i]! - old) / count);
    const held = before.held.map((old, i) => {
      const goal = aimRatio(best.ratios[i]!, mean[i]!, description.reversion, pace);
      return old + pace.rate * (goal - old);
    });
    return { ratios: held, inner: { aim: best.inner, held, mean, count } };
  };
  return {
    fewest: aim.fewest,
    refits: aim.refits,
    fit: (sample, before) => {
      const best = aim.fit(sample, before?.aim);
      if (before) return follow(best, before);
      const { ratios, inner } = best;
      return { ratios, inner: { aim: inner, held: ratios, mean: ratios, count: 1 } };
    },
    step: (inner, row, prices) => follow(aim.step(inner.aim, row, prices), inner),
    inSample: (sample) => {
      const best = aim.inSample?.(sample) ?? repeated(aim, sample);
      let now: Adjusting = { aim: null, held: best[0]!, mean: best[0]!, count: 0 };
      return best.map((ratios) => {
        now = follow({ ratios, inner: null }, now).inner;
        return now.held;
      });
    },
  };
}

function repeated(aim: RatioRule<unknown>, sample: ReturnSample): (readonly number[])[] {
  const { ratios } = aim.fit(sample);
  return sample.rows.map(() => ratios);
}
