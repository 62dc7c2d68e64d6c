import { sum } from "../numerics/sum.ts";
import type { MarginAccount } from "./account.ts";
import {
  betterOf,
  boundedMargins,
  expiryOf,
  isolatedMargin,
  type OptionHolding,
  optionHoldings,
} from "./derive-standard-options.ts";
import {
  DERIVE_STANDARD,
  DERIVE_STANDARD_SOURCE,
  type DeriveStandardParameters,
} from "./derive-standard-parameters.ts";
import { Ledger } from "./ledger.ts";
import { expiryIn, type MarginMarket, perpetualIn, underlyingIn } from "./market.ts";
import { type Holding, nettedQuantities } from "./netting.ts";
import { type Changes, changed } from "./parameters.ts";
import { type Result, type Rulebook, rulebook } from "./rulebook.ts";
import { unrealised } from "./unrealised.ts";

/**
 * Derive's standard margin: every short option by itself, or the worst payoff of its expiry where
 * that asks for less. What is long counts for nothing.
 */
export function deriveStandard(
  changes: Changes<DeriveStandardParameters> = {},
): Rulebook<DeriveStandardParameters> {
  const parameters = changed<DeriveStandardParameters>(DERIVE_STANDARD, changes);
  return rulebook({
    type: "deriveStandard",
    name: "Derive standard margin",
    source: DERIVE_STANDARD_SOURCE,
    listed: { settlement: "linear", types: ["call", "put", "perpetual"] },
    parameters,
    open: ["the margin of the underlying held is not converted at the price of the stable coin"],
    calculate: (account, market) => calculate(account, market, parameters),
  });
}

interface PerpetualHolding extends Holding {
  readonly underlying: string;
}

function calculate(
  account: MarginAccount,
  market: MarginMarket,
  parameters: DeriveStandardParameters,
): Omit<Result, "rulebook"> {
  const { peg, settlementWindow: window } = parameters;
  const depeg = Math.max(0, peg.threshold - market.stable.price) * peg.factor;
  const ledger = new Ledger();
  const options = optionHoldings(account, market, window);
  for (const holdings of groupBy(options, expiryOf)) {
    chargeExpiry(ledger, holdings, market, depeg, parameters);
  }
  const quantities = nettedQuantities(account.positions);
  const perpetuals = groupBy(
    account.positions.flatMap(({ contract: { type, underlying } }, index): PerpetualHolding[] =>
      type === "perpetual"
        ? [{ of: "position", index, quantity: quantities[index]!, underlying }]
        : [],
    ),
    ({ underlying }) => underlying,
  );
  for (const held of perpetuals) chargePerpetuals(ledger, held, market, depeg, parameters);
  const base = chargeBase(ledger, account, market, parameters);
  return {
    currency: "USD",
    equity:
      account.cash +
      sum(account.positions.map((position) => unrealised(position, market))) +
      sum(options.map(({ value }) => value)) +
      base,
    scenarios: [],
    worst: null,
    ...ledger.total(),
  };
}

function termsOf({ terms, markets }: DeriveStandardParameters, underlying: string) {
  return { ...terms, ...(Object.hasOwn(markets, underlying) ? markets[underlying] : {}) };
}

/** Options of one underlying and expiry: the better of each by itself and the worst payoff. */
function chargeExpiry(
  ledger: Ledger,
  holdings: readonly OptionHolding[],
  market: MarginMarket,
  depeg: number,
  parameters: DeriveStandardParameters,
): void {
  const { contract } = holdings[0]!.option,
    { underlying } = contract,
    terms = termsOf(parameters, underlying),
    { spot } = underlyingIn(market, underlying),
    { confidence: feeds } = expiryIn(market, contract);
  const isolated = holdings.map((holding) => isolatedMargin(holding, spot.price, terms));
  const initial = betterOf(
    isolated.map((margin) => margin.initial),
    boundedMargins(holdings, terms.unpairedInitial),
  );
  const maintenance = betterOf(
    isolated.map((margin) => margin.maintenance),
    boundedMargins(holdings, terms.unpairedMaintenance),
  );
  ledger.charge("options", holdings, ({ value }, i) => ({
    initial: value - initial[i]!,
    maintenance: value - maintenance[i]!,
  }));
  const short = ({ quantity }: OptionHolding) => Math.max(0, -quantity) * spot.price;
  const { option: threshold, factor } = terms.confidence;
  const confidence = Math.min(spot.confidence, feeds.forward, feeds.volatility);
  const doubt = confidence < threshold ? (1 - confidence) * factor : 0;
  ledger.chargeInitially("confidence", holdings, (held) => doubt * short(held));
  ledger.chargeInitially("peg", holdings, (held) => depeg * short(held));
}

function chargePerpetuals(
  ledger: Ledger,
  holdings: readonly PerpetualHolding[],
  market: MarginMarket,
  depeg: number,
  parameters: DeriveStandardParameters,
): void {
  const { underlying } = holdings[0]!,
    terms = termsOf(parameters, underlying),
    { spot } = underlyingIn(market, underlying),
    mark = perpetualIn(market, underlying);
  const size = holdings.map(({ quantity }) => Math.abs(quantity));
  ledger.charge("perpetuals", holdings, (_, i) => ({
    initial: size[i]! * mark.price * terms.perpetualInitial,
    maintenance: size[i]! * mark.price * terms.perpetualMaintenance,
  }));
  const confidence = Math.min(spot.confidence, mark.confidence),
    { perpetual: threshold, factor } = terms.confidence;
  const doubt = confidence < threshold ? (1 - confidence) * factor : 0;
  ledger.chargeInitially("confidence", holdings, (_, i) => doubt * spot.price * size[i]!);
  ledger.chargeInitially("peg", holdings, (_, i) => depeg * spot.price * size[i]!);
}

/** Value of the underlying held; what of it does not count as margin is charged. */
function chargeBase(
  ledger: Ledger,
  { collateral }: MarginAccount,
  market: MarginMarket,
  parameters: DeriveStandardParameters,
): number {
  const holdings = collateral.map(({ currency, quantity }, index) => {
    const { spot } = underlyingIn(market, currency);
    return {
      of: "collateral" as const,
      index,
      quantity,
      spot,
      terms: termsOf(parameters, currency),
    };
  });
  const value = ({ quantity, spot }: (typeof holdings)[number]) => quantity * spot.price;
  ledger.charge("base", holdings, (holding) => {
    const { baseFactor, baseInitialScale } = holding.terms,
      equity = value(holding) / market.stable.price;
    return {
      initial: equity - value(holding) * baseFactor * baseInitialScale,
      maintenance: equity - value(holding) * baseFactor,
    };
  });
  ledger.chargeInitially("confidence", holdings, (holding) => {
    const { base: threshold, factor } = holding.terms.confidence,
      { confidence } = holding.spot;
    return confidence < threshold ? (1 - confidence) * factor * value(holding) : 0;
  });
  return sum(holdings.map(value)) / market.stable.price;
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  }
  return [...groups.values()];
}
