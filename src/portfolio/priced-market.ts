import * as v from "valibot";
import { check, rules } from "../check.ts";
import type { MarketNumbers } from "../core/market.ts";
import type { ContractNumbers } from "../core/payoffs.ts";
import { checkJoint, type JointModel, jointEntries } from "../models/joint-model.ts";
import { jointNumbers, jointStepDays } from "../models/joint-numbers.ts";
import type { Model } from "../models/model.ts";
import { hasVarianceFactor, modelVolatility, stepDaysOf, usedModel } from "../models/numbers.ts";
import { assetsContract, assetsNumbers } from "./assets-contracts.ts";
import { contractNumbers } from "./contract-numbers.ts";
import { type PathContract, pathContract } from "./path-contracts.ts";
import type { TimeGrid } from "./time-grid.ts";

/** A market of one asset. */
export interface AssetMarket {
  readonly spot: number;
  /** Interest, a year, continuously compounded; 0 unless given. */
  readonly rate?: number | undefined;
  /** Yield of holding the asset, a year, continuously compounded; 0 unless given. */
  readonly dividendYield?: number | undefined;
}

/** A market of several assets, each with a model of its own. */
export interface AssetsMarket extends JointModel {
  /** Interest, a year, continuously compounded; 0 unless given. */
  readonly rate?: number | undefined;
}

/** A market in its pricing world, and contracts on it. */
export interface PricedMarket {
  readonly names: readonly string[];
  readonly numbers: Pick<MarketNumbers, "rate" | "assets" | "factor" | "moving" | "degrees">;
  /** Days that steps must meet. */
  readonly dates: readonly number[];
  /** Days of a step where models have steps of their own. */
  readonly stepDays: number | undefined;
  /** The contracts in numbers, on steps that meet their dates. */
  readonly contracts: (grid: TimeGrid) => ContractNumbers[];
  /** Yield of the first asset, and a volatility that stands for its model. */
  readonly dividendYield: number;
  readonly volatility: number;
  /** Normals a step of each asset that has the most. */
  readonly factors: 1 | 2;
}

const one = v.strictObject({
  spot: rules.positive,
  rate: v.optional(rules.finite, 0),
  dividendYield: v.optional(rules.finite, 0),
});
const several = v.strictObject({ ...jointEntries, rate: v.optional(rules.finite, 0) });

/** A market as the options of a price give it, checked with its contracts. */
export function pricedMarket(
  input: unknown,
  model: Model | undefined,
  contracts: readonly unknown[],
): PricedMarket {
  const isSeveral = typeof input === "object" && input !== null && "assets" in input;
  if (!isSeveral) return ofOne(check(one, input, "market"), model, contracts);
  if (model !== undefined) {
    throw new RangeError(`model must be that of each asset, got ${model.type} for all`);
  }
  return ofSeveral(check(several, input, "market"), contracts);
}

function ofOne(
  { spot, rate, dividendYield }: v.InferOutput<typeof one>,
  model: Model | undefined,
  contracts: readonly unknown[],
): PricedMarket {
  if (model === undefined) throw new TypeError("model is missing");
  const all = contracts.map(pathContract);
  return {
    names: [""],
    numbers: { rate, assets: [{ spot, ...usedModel(model, { drift: rate - dividendYield }) }] },
    dates: all.flatMap(dates),
    stepDays: stepDaysOf(model),
    contracts: (grid) => all.map((contract) => contractNumbers(contract, grid, spot)),
    dividendYield,
    volatility: modelVolatility(model),
    factors: hasVarianceFactor(model) ? 2 : 1,
  };
}

function dates(contract: PathContract): number[] {
  return contract.type === "asian" ? [contract.fromDays, contract.days] : [contract.days];
}

function ofSeveral(
  { rate, ...joint }: v.InferOutput<typeof several>,
  contracts: readonly unknown[],
): PricedMarket {
  checkJoint(joint);
  const assets = Object.keys(joint.assets),
    levels = Object.keys(joint.levels ?? {}),
    names = [...assets, ...levels];
  const all = contracts.map((contract) => assetsContract(contract, names));
  const models = Object.values(joint.assets);
  return {
    names,
    numbers: { rate, ...jointNumbers(joint, rate) },
    dates: all.map(({ days }) => days),
    stepDays: jointStepDays(joint),
    contracts: (grid) => all.map((contract) => assetsNumbers(contract, grid, assets, levels)),
    dividendYield: models[0]!.dividendYield ?? 0,
    volatility: modelVolatility(models[0]!.model),
    factors: models.some(({ model }) => hasVarianceFactor(model)) ? 2 : 1,
  };
}
