import type { Estimate } from "../../estimate.ts";
import type { CheckedAdvice, HedgeObjective } from "./advice-options.ts";
import type { Judgement } from "./judgement.ts";
import { costsOf, type Problem } from "./problem.ts";
import type { GreekSet } from "./profit-columns.ts";
import type { Tradable } from "./tradable.ts";

/** A trade to do. */
export interface HedgeTrade {
  readonly name: string;
  /** Units of the underlying, negative when sold. */
  readonly quantity: number;
  /** What a unit is worth. */
  readonly mark: number;
  /** Paid or received for a unit on average, without the fee. */
  readonly price: number;
  /** Money lost to the spread and the depth. */
  readonly spread: number;
  readonly fee: number;
  /** Both. */
  readonly cost: number;
}

/** A limit, a position limit or a depth that the trades reach. */
export interface BindingLimit {
  readonly limit: string;
  readonly value: number;
  readonly bound: number;
}

/** Trades advised, and what they are expected to do. Plain data. */
export interface HedgeAdvice {
  readonly objective: HedgeObjective;
  /** Money that a unit of risk is worth, and what a unit of cost is. */
  readonly riskAversion: number;
  readonly costWeight: number;
  /** Days until profits are measured. */
  readonly days: number;
  readonly trades: readonly HedgeTrade[];
  /** Of all trades, money. */
  readonly cost: number;
  readonly greeks: { readonly before: GreekSet; readonly after: GreekSet };
  /** On the states that the trades were chosen on: too good by the choice. */
  readonly inSample: Judgement;
  /** On as many fresh paths; `null` where states were given. */
  readonly outOfSample: Judgement | null;
  /** Deviation of the profit removed out of sample, in sample without, for a unit of cost. */
  readonly deviationPerCost: Estimate | null;
  /** Loss in the worst stress scenario. */
  readonly stressLoss: { readonly before: number; readonly after: number };
  readonly binding: readonly BindingLimit[];
  /** Instruments that neither side of the market trades, and why. */
  readonly untradable: readonly { readonly name: string; readonly reason: string }[];
  /** costWeight x cost + riskAversion x risk in sample, and what no trades could be below. */
  readonly value: number;
  readonly bound: number;
  readonly states: number;
  readonly seed: number;
}

/** Trades that are not nothing, with what each costs. */
export function tradesOf(
  problem: Problem,
  instruments: readonly Tradable[],
  quantities: readonly number[],
): HedgeTrade[] {
  const costs = costsOf(problem, quantities);
  return instruments.flatMap(({ name, mark, buying, selling }, i) => {
    const quantity = quantities[i]!;
    if (quantity === 0) return [];
    const fee = feesOf(quantity > 0 ? buying : selling, Math.abs(quantity)),
      cost = costs[i]!;
    const spread = cost - fee;
    return [
      Object.freeze({ name, quantity, mark, price: mark + spread / quantity, spread, fee, cost }),
    ];
  });
}

function feesOf(levels: Tradable["buying"], size: number): number {
  let [left, fees] = [size, 0];
  for (const { quantity, fee } of levels) {
    const filled = Math.min(left, quantity);
    fees += filled * fee;
    left -= filled;
  }
  return fees;
}

/** What is reached to a millionth of its size. */
export function bindingLimits(
  problem: Problem,
  instruments: readonly Tradable[],
  positions: CheckedAdvice["limits"]["positions"],
  quantities: readonly number[],
): readonly BindingLimit[] {
  const reached = (value: number, bound: number, size: number) =>
    Number.isFinite(bound) && Math.abs(value - bound) <= 1e-6 * Math.max(size, Math.abs(bound));
  const rows = problem.rows.flatMap(({ limit, constant, coefficients, least, most }) => {
    const parts = coefficients.map((coefficient, i) => coefficient * quantities[i]!);
    const value = parts.reduce((sum, part) => sum + part, constant);
    const size = parts.reduce((sum, part) => sum + Math.abs(part), Math.abs(constant));
    const bound = [least, most].find((each) => reached(value, each, size));
    return bound === undefined ? [] : [{ limit, value, bound }];
  });
  const own = instruments.flatMap(({ name, held, buying, selling }, i) => {
    const quantity = quantities[i]!,
      range = positions[name];
    const position = held + quantity;
    const edge = range?.find((each) => reached(position, each, Math.abs(position)));
    const side = quantity > 0 ? "ask" : "bid";
    const depth = (quantity > 0 ? buying : selling).reduce((sum, level) => sum + level.quantity, 0);
    const emptied = quantity !== 0 && reached(Math.abs(quantity), depth, depth);
    return [
      ...(edge === undefined
        ? []
        : [{ limit: `limits.positions.${name}`, value: position, bound: edge }]),
      ...(emptied
        ? [{ limit: `depth of ${name} at the ${side}`, value: Math.abs(quantity), bound: depth }]
        : []),
    ];
  });
  const all = [...rows, ...own];
  // one row a limit, though many scenarios of a margin may bind
  return Object.freeze(
    all.filter(({ limit }, i) => all.findIndex((other) => other.limit === limit) === i),
  );
}
