import { modelVolatility } from "../../models/numbers.ts";
import type { Costs } from "../costs.ts";
import type { StudyDescription } from "../description.ts";
import type { Strategy } from "../strategies.ts";
import { type AnyStudy, type AssetsCosts, checkAsset } from "./assets-study.ts";
import type { BookStrategy } from "./book-strategy.ts";

/** What of a study stands on one asset. */
export interface AssetPart {
  /** None where the market names none. */
  readonly name: string | undefined;
  /** Place among the assets. */
  readonly place: number;
  /** A study of it alone, but for its strategies. */
  readonly study: StudyDescription;
  /** Options of the book on assets before it, and behind. */
  readonly before: number;
  readonly behind: number;
}

/** The parts of a study, by asset. */
export function assetParts(study: AnyStudy): AssetPart[] {
  const { assets, rate = 0 } =
    "assets" in study.market ? study.market : { assets: undefined, rate: study.market.rate };
  if (assets === undefined) return [partOf(study as StudyDescription, undefined, 0, 0, 0)];
  const names = Object.keys(assets);
  let before = 0;
  return names.map((name, place) => {
    const on = ({ contract }: { contract: { asset?: string | undefined } }) =>
      (contract.asset ?? names[0]) === name;
    const { positions, holdings = [] } = study.book,
      own = positions.filter(on);
    const { spot, model, volatility = modelVolatility(model) } = assets[name]!;
    const alone: StudyDescription = {
      ...{ book: { positions: own, holdings: holdings.filter(on) }, strategies: {} },
      ...{ market: { spot, volatility, rate }, model, costs: costsOf(study.costs, name) },
      ...{ deliveryWindow: study.deliveryWindow, days: study.days },
      ...{ paths: study.paths, seed: study.seed },
    };
    const part = partOf(alone, name, place, before, positions.length - before - own.length);
    before += own.length;
    return part;
  });
}

function partOf(
  study: StudyDescription,
  name: string | undefined,
  place: number,
  before: number,
  behind: number,
): AssetPart {
  return { name, place, study, before, behind };
}

function costsOf(costs: AssetsCosts, name: string): Costs {
  return "type" in costs && typeof costs.type === "string"
    ? (costs as Costs)
    : (costs as Readonly<Record<string, Costs>>)[name]!;
}

const NONE: Strategy = { type: "unhedged" };

/** What a strategy does on one asset; a cross hedge's own asset is hedged as by itself. */
export function strategyOn(strategy: BookStrategy, { name }: AssetPart): Strategy {
  if (strategy.type === "eachAsset") return strategy.strategies[name ?? ""] ?? NONE;
  if (strategy.type !== "crossHedge") return strategy;
  if (strategy.of === name) return NONE;
  const { every, band, volatility } = strategy;
  return { type: "deltaHedge", every, band, volatility };
}

/** Throw unless an option of a hedge stands on the asset that it hedges. */
export function checkOwn(asset: string | undefined, { name }: AssetPart, path: string): void {
  if (asset === undefined) return;
  if (name !== undefined) checkAsset(asset, [name], path);
  else {
    throw new RangeError(
      `${path} must be left out where the market names no assets, got "${asset}"`,
    );
  }
}
