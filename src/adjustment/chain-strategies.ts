import * as v from "valibot";
import { type Strategy, strategySchema } from "../hedging/strategies.ts";

/** Strategies of a study as a walk over chains can follow them: with what quotes alone can tell. */
export const chainStrategySchema: v.GenericSchema<unknown, Strategy> = v.pipe(
  strategySchema as v.GenericSchema<unknown, Strategy>,
  v.check(
    (strategy) => !("band" in strategy) || typeof (strategy.band ?? 0) === "number",
    "must have no band but a number over chains",
  ),
  v.check(
    (strategy) => strategy.type !== "customHedge",
    "must be a strategy of the library over chains, not a rule",
  ),
  v.check(
    (strategy) =>
      !("delta" in strategy) ||
      ["black", "premiumAdjusted"].includes(String(strategy.delta ?? "black")),
    'must have delta "black" or "premiumAdjusted" over chains',
  ),
  v.check(
    (strategy) =>
      !("volatility" in strategy) ||
      typeof (strategy.volatility ?? 0) === "number" ||
      strategy.volatility === "implied",
    "must have a volatility of its own or the implied one over chains",
  ),
  v.check(
    (strategy) => !("leland" in strategy && strategy.leland),
    "must be without leland over chains",
  ),
  v.check(
    (strategy) => !("valuation" in strategy) || strategy.valuation !== "path",
    "must value options at what is implied over chains",
  ),
);
