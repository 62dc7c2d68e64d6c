import { optionGreeks } from "../../core/options.ts";
import type { EuropeanOption } from "../../portfolio/contracts.ts";
import type { CheckedAdvice, LimitedGreek } from "./advice-options.ts";
import type { States } from "./states.ts";
import { isOption, type Tradable } from "./tradable.ts";

/** What one unit does, and the book: a profit a state each, against its value now. */
export interface ProfitColumns {
  readonly book: Float64Array;
  readonly units: readonly Float64Array[];
}

/** Greeks that limits are for. */
export type GreekSet = Readonly<Record<LimitedGreek, number>>;

type Market = CheckedAdvice["market"];
type Priced = Pick<EuropeanOption, "type" | "strike" | "days">;

/** Profits of the book, what is held included, and of one unit of each instrument. */
export function profitColumns(
  book: CheckedAdvice["book"],
  instruments: readonly Tradable[],
  states: States,
  market: Market,
): ProfitColumns {
  const units = instruments.map((instrument) => unitProfits(instrument, states, market));
  const total = new Float64Array(states.spot.length);
  const add = (quantity: number, profits: Float64Array) => {
    if (quantity !== 0)
      profits.forEach((profit, s) => {
        total[s]! += quantity * profit;
      });
  };
  for (const { quantity, contract } of book.positions) {
    const { volatility = market.volatility } = contract;
    add(quantity, optionProfits(contract, volatility, states, market));
  }
  instruments.forEach(({ held }, i) => {
    add(held, units[i]!);
  });
  return { book: total, units };
}

function unitProfits(
  { contract, volatility, mark }: Tradable,
  states: States,
  market: Market,
): Float64Array {
  if (isOption(contract)) return optionProfits(contract, volatility, states, market);
  const { spot } = market;
  if (contract.type === "spot") return states.spot.map((end) => end - spot);
  const carry = carryOf(contract, mark, spot);
  const passed = (s: number) => (typeof states.days === "number" ? states.days : states.days[s]!);
  return states.spot.map((end, s) => (mark * end * Math.exp(-carry * passed(s))) / spot - mark);
}

/** Growth of a future's price over the spot, a day. */
function carryOf(contract: Tradable["contract"], mark: number, spot: number): number {
  return contract.type === "future" ? Math.log(mark / spot) / contract.days : 0;
}

function optionProfits(
  { type, strike, days }: Priced,
  volatility: number,
  states: States,
  { spot, rate }: Market,
): Float64Array {
  const kind = type === "call" ? 1 : 2;
  const left = (passed: number) => Math.max(0, days - passed) / 365;
  const years = typeof states.days === "number" ? left(states.days) : states.days.map(left);
  const factor = states.volatilityFactor(typeof years === "number" ? years : 0);
  const then = typeof factor === "number" ? volatility * factor : factor.map((f) => f * volatility);
  const later = { kind, spot: states.spot, strike, years, volatility: then, rate } as const;
  const now = { kind, spot, strike, years: days / 365, volatility, rate } as const;
  const start = optionGreeks(now, ["price"]).price[0]!;
  return optionGreeks(later, ["price"]).price.map((price) => price - start);
}

/** Greeks of the book, what is held included, and of one unit of each instrument. */
export function greeksNow(
  book: CheckedAdvice["book"],
  instruments: readonly Tradable[],
  market: Market,
): { readonly book: GreekSet; readonly units: readonly GreekSet[] } {
  const units = instruments.map((instrument) => unitGreeks(instrument, market));
  const parts: [number, GreekSet][] = [
    ...book.positions.map(({ quantity, contract }): [number, GreekSet] => {
      const { volatility = market.volatility } = contract;
      return [quantity, optionSet(contract, volatility, market)];
    }),
    ...instruments.map(({ held }, i): [number, GreekSet] => [held, units[i]!]),
  ];
  return { book: greekSum(parts), units };
}

/** Greeks of quantities together. */
export function greekSum(parts: readonly (readonly [number, GreekSet])[]): GreekSet {
  const total = (name: LimitedGreek) =>
    parts.reduce((sum, [quantity, greeks]) => sum + quantity * greeks[name], 0);
  const [delta, gamma] = [total("delta"), total("gamma")];
  return Object.freeze({ delta, gamma, vega: total("vega"), theta: total("theta") });
}

function unitGreeks({ contract, volatility, mark }: Tradable, market: Market): GreekSet {
  if (isOption(contract)) return optionSet(contract, volatility, market);
  if (contract.type === "spot") return { delta: 1, gamma: 0, vega: 0, theta: 0 };
  const theta = -365 * carryOf(contract, mark, market.spot) * mark;
  return { delta: mark / market.spot, gamma: 0, vega: 0, theta: theta === 0 ? 0 : theta };
}

function optionSet({ type, strike, days }: Priced, volatility: number, market: Market): GreekSet {
  const { spot, rate } = market;
  const kind = type === "call" ? 1 : 2;
  const columns = optionGreeks({ kind, spot, strike, years: days / 365, volatility, rate }, [
    "delta",
    "gamma",
    "vega",
    "theta",
  ]);
  const [delta, gamma] = [columns.delta[0]!, columns.gamma[0]!];
  return { delta, gamma, vega: columns.vega[0]!, theta: columns.theta[0]! };
}
