import type { AssetNumbers, MarketNumbers } from "../core/market.ts";
import { levelNumbers, levelWeights } from "../core/models.ts";
import { correlationFactor } from "./correlations.ts";
import type { JointLevel, JointModel, MovingCorrelations } from "./joint-model.ts";
import type { Model } from "./model.ts";
import { stepDaysOf, usedModel } from "./numbers.ts";
import type { OrnsteinUhlenbeck } from "./ornstein-uhlenbeck.ts";

/** The part of a market that a joint model is: assets, then levels, and what joins them. */
export type JointNumbers = Pick<MarketNumbers, "assets" | "factor" | "moving" | "degrees">;

/** In the real world; or, given interest, in the pricing world of that interest. */
export function jointNumbers(joint: JointModel, rate?: number): JointNumbers {
  const names = Object.keys(joint.assets),
    levels = Object.values(joint.levels ?? {});
  const assets = Object.values(joint.assets).map(({ spot, model, dividendYield = 0 }) => {
    const drift = rate === undefined ? undefined : rate - dividendYield;
    return { spot, ...usedModel(model, { drift }) };
  });
  const tied = levels.map((level) => tie(level, names, joint));
  const all = [...assets, ...tied.map(({ asset }) => asset)];
  return { assets: all, degrees: joint.tailDegrees, ...dependence(joint, tied) };
}

interface Tied {
  readonly asset: AssetNumbers;
  /** Place of its partner, and the correlation of its shocks with those of the partner's returns. */
  readonly of: number;
  readonly entry: number;
}

/** A level in numbers, joined to its asset. */
function tie({ of, level }: JointLevel, names: readonly string[], joint: JointModel): Tied {
  const place = names.indexOf(of);
  const { entry, weight } = shared(level, joint.assets[of]!.model);
  const varianceOf = weight === 0 ? undefined : { asset: place, weight };
  const asset = { spot: level.level, drift: 0, model: levelNumbers({ ...level, varianceOf }) };
  return { asset, of: place, entry };
}

function shared({ correlations }: OrnsteinUhlenbeck, model: Model) {
  if ("volatilityOfVariance" in model) {
    return levelWeights({ ...correlations, correlation: model.correlation });
  }
  if (correlations.variance !== 0) {
    throw new RangeError(
      `variance must be 0 beside ${model.type}, whose variance has no shocks, got ${correlations.variance}`,
    );
  }
  return { entry: correlations.returns, weight: 0 };
}

/** What mixes the shocks: a level is independent of all else given the returns of its asset. */
function dependence(
  { assets, correlations }: JointModel,
  tied: readonly Tied[],
): Pick<JointNumbers, "factor" | "moving"> {
  if (correlations !== undefined && "long" in correlations) {
    return { moving: movingNumbers(correlations) };
  }
  if (correlations === undefined && tied.every(({ entry }) => entry === 0)) return {};
  const count = Object.keys(assets).length,
    size = count + tied.length;
  const given = (i: number, k: number) => correlations?.[i]?.[k] ?? (i === k ? 1 : 0);
  const between = (i: number, k: number): number => {
    if (i === k) return 1;
    const [a, b] = [tied[i - count], tied[k - count]];
    return (a?.entry ?? 1) * (b?.entry ?? 1) * given(a?.of ?? i, b?.of ?? k);
  };
  const matrix = Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, k) => between(i, k)),
  );
  return { factor: correlationFactor(matrix) };
}

function movingNumbers({ a, b, long, start = long }: MovingCorrelations) {
  // each must have a factor
  correlationFactor(long);
  correlationFactor(start);
  return { a, b, long: long.flat(), start: start.flat() };
}

/** Days of the steps that the models of all assets are made for; none where any will do. */
export function jointStepDays({ assets }: JointModel): number | undefined {
  let found: number | undefined;
  for (const [name, { model }] of Object.entries(assets)) {
    const own = stepDaysOf(model);
    if (own !== undefined && found !== undefined && own !== found) {
      throw new RangeError(`assets.${name}.model must have steps of ${found} days, got ${own}`);
    }
    found ??= own;
  }
  return found;
}
