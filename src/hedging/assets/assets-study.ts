import * as v from "valibot";
import { check, rules, show } from "../../check.ts";
import { correlationFactor } from "../../models/correlations.ts";
import { checkJoint, type JointModel, jointEntries } from "../../models/joint-model.ts";
import { modelVolatility } from "../../models/numbers.ts";
import { bookSchema } from "../../portfolio/book.ts";
import type { AssetsMarket } from "../../portfolio/priced-market.ts";
import { type Costs, costsSchema, USUAL_COSTS } from "../costs.ts";
import {
  type StudyDescription,
  type StudyOptions,
  studyDescription,
  studyEntries,
} from "../description.ts";
import { durationSchema } from "../duration.ts";
import { type BookStrategy, bookStrategySchema } from "./book-strategy.ts";

/** Costs of every asset, or of each by name: a venue each. */
export type AssetsCosts = Costs | Readonly<Record<string, Costs>>;

/** A study of several assets in full, as plain data: it runs again to the same bits. */
export interface AssetsStudyDescription
  extends Omit<StudyDescription, "market" | "model" | "strategies" | "costs" | "settlement"> {
  /** In the real world: the drifts are those of the models. Volatilities are all there. */
  readonly market: AssetsMarket;
  readonly model?: undefined;
  readonly strategies: Readonly<Record<string, BookStrategy>>;
  readonly costs: AssetsCosts;
  /** Accounts are in the quote currency. */
  readonly settlement?: "quote" | undefined;
}

/**
 * A study of several assets: a market as `monteCarloPrice` takes it, whose contracts name their
 * assets. Defaults are those of a study of one; every model is that of its asset.
 */
export interface AssetsStudyOptions
  extends Pick<StudyOptions, "book" | "deliveryWindow" | "days" | "paths" | "seed"> {
  readonly market: AssetsMarket;
  readonly model?: undefined;
  readonly strategies: Readonly<Record<string, BookStrategy>>;
  readonly costs?: AssetsCosts | undefined;
  readonly settlement?: "quote" | undefined;
}

/** A study of one asset or of several. */
export type AnyStudy = StudyDescription | AssetsStudyDescription;
export type AnyStudyOptions = StudyOptions | AssetsStudyOptions;

const byAsset = v.record(v.string(), costsSchema, "must be costs, or costs by asset");
const schema = v.strictObject({
  book: bookSchema,
  market: v.strictObject({ ...jointEntries, rate: v.optional(rules.finite, 0) }),
  model: v.optional(v.undefined("must be that of each asset")),
  strategies: v.pipe(
    v.record(v.string(), bookStrategySchema, "must be an object of named strategies"),
    v.check((all) => Object.keys(all).length > 0, "must have at least one strategy"),
  ),
  costs: v.optional(
    v.lazy((input): v.GenericSchema<unknown, AssetsCosts> => {
      const type = (input as Partial<Costs> | null)?.type;
      return type === undefined || typeof type === "object" ? byAsset : costsSchema;
    }),
    USUAL_COSTS,
  ),
  settlement: v.optional(v.literal("quote", 'must be "quote" for several assets')),
  deliveryWindow: v.optional(durationSchema),
  ...studyEntries,
});

/** A study of any number of assets checked and completed with its defaults. */
export function anyStudy(input: unknown): AnyStudy {
  const { market, strategies } = (input ?? {}) as Partial<AnyStudyOptions>;
  if (typeof market === "object" && market !== null && "assets" in market) {
    return assetsStudy(input);
  }
  for (const [name, strategy] of Object.entries(strategies ?? {})) {
    const type = (strategy as Partial<BookStrategy> | null)?.type;
    if (type !== "crossHedge" && type !== "eachAsset") continue;
    throw new RangeError(`strategies.${name} is of markets that name their assets, got ${type}`);
  }
  return studyDescription(input);
}

function assetsStudy(input: unknown): AssetsStudyDescription {
  const { model, settlement, ...description } = check(schema, input, "study");
  const { market, book, costs, strategies } = description,
    names = Object.keys(market.assets);
  checkJoint(market);
  checkWorld(market);
  book.positions.forEach(({ contract }, i) => {
    checkAsset(contract.asset, names, `book.positions.${i}.contract.asset`);
  });
  book.holdings?.forEach(({ contract }, i) => {
    checkAsset(contract.asset, names, `book.holdings.${i}.contract.asset`);
  });
  if (!("type" in costs) || typeof costs.type === "object") checkEach(costs, names);
  for (const [name, strategy] of Object.entries(strategies)) {
    checkStrategy(strategy, names, `strategies.${name}`);
  }
  return Object.freeze({ ...description, market: withVolatilities(market) });
}

/** A study is of the real world: nothing there is of a pricing world, or simulated in vain. */
function checkWorld({ assets, levels = {}, correlations }: JointModel): void {
  for (const [name, { dividendYield }] of Object.entries(assets)) {
    if (!dividendYield) continue;
    throw new RangeError(
      `market.assets.${name}.dividendYield must be part of the drift in a study, got ${dividendYield}`,
    );
  }
  const [level] = Object.keys(levels);
  if (level) throw new RangeError(`market.levels must be left out of a study, got ${level}`);
  if (correlations === undefined) return;
  const all = "long" in correlations ? [correlations.long, correlations.start] : [correlations];
  for (const matrix of all) if (matrix) correlationFactor(matrix);
}

/** Throw unless an asset is named that there is; the only one need not be. */
export function checkAsset(
  asset: string | undefined,
  names: readonly string[],
  path: string,
): void {
  if (asset === undefined ? names.length === 1 : names.includes(asset)) return;
  throw new RangeError(`${path} must be one of ${names.join(", ")}, got ${show(asset)}`);
}

function checkEach(costs: Readonly<Record<string, Costs>>, names: readonly string[]): void {
  for (const name of Object.keys(costs)) checkAsset(name, names, "costs");
  for (const name of names) if (!(name in costs)) throw new TypeError(`costs.${name} is missing`);
}

function checkStrategy(strategy: BookStrategy, names: readonly string[], path: string): void {
  switch (strategy.type) {
    case "crossHedge":
      checkAsset(strategy.of, names, `${path}.of`);
      checkAsset(strategy.with, names, `${path}.with`);
      return;
    case "eachAsset":
      for (const name of Object.keys(strategy.strategies)) checkAsset(name, names, path);
      return;
    case "unhedged":
    case "deltaHedge":
    case "stopLoss":
      return;
    default:
      if (names.length === 1) return;
      throw new RangeError(
        `${path} must say its asset where there are several, got ${strategy.type}:` +
          ` eachAsset({ ${names[0]}: ${strategy.type}(...) })`,
      );
  }
}

function withVolatilities(market: AssetsMarket): AssetsMarket {
  const assets = Object.entries(market.assets).map(([name, asset]) => {
    const { volatility = modelVolatility(asset.model) } = asset;
    return [name, Object.freeze({ ...asset, volatility })] as const;
  });
  return Object.freeze({ ...market, assets: Object.freeze(Object.fromEntries(assets)) });
}
