import type { MarginAccount } from "./account.ts";
import { Ledger } from "./ledger.ts";
import { currencyIn, type MarginMarket } from "./market.ts";
import { netted, sameContract } from "./netting.ts";
import { type Changes, changed } from "./parameters.ts";
import { type Charge, type Result, type Rulebook, rulebook, type Source } from "./rulebook.ts";
import { scenarioHoldings } from "./scenario-holdings.ts";
import { checkSettlement, holdingValues } from "./settled-equity.ts";

/** A perpetual market: fractions of the notional, rising with the root of the size. */
export interface DriftPerpetual {
  readonly initial: number;
  readonly maintenance: number;
  /** Rise of the ratio for the root of a unit held. */
  readonly sizeFactor: number;
  /** Fall of what a gain counts for new risk, for the root of its dollars; none unless given. */
  readonly gainSizeFactor?: number | undefined;
}

/** A currency: what of it counts when owned, and how much more when owed. */
export interface DriftCurrency {
  readonly assetInitial: number;
  readonly assetMaintenance: number;
  readonly liabilityInitial: number;
  readonly liabilityMaintenance: number;
  readonly sizeFactor: number;
}

/** What such a cross margin is made of. */
export interface DriftParameters {
  readonly perpetuals: Readonly<Record<string, DriftPerpetual>>;
  readonly currencies: Readonly<Record<string, DriftCurrency>>;
  /** What of unrealised gains counts for the initial and the maintenance requirement. */
  readonly gains: Charge;
}

const SOURCE: Source = {
  document: "drift-labs/protocol-v2, programs/drift/src/math/margin.rs, commit 0ae3e3b1",
  date: "2026-11-22",
  note: "date of reading; ratios and weights are those of each market, they have no default",
};

/**
 * Cross margin scaled with size, as Drift has it: a perpetual needs max(ratio, 0.8 ratio + factor x
 * sqrt(units)) of its notional, a debt is weighed likewise, an asset at most 1.1 / (1 + factor x
 * sqrt(units)). Coins owned are collateral, coins borrowed short spot positions. Equity is before
 * weights; what weights take away is part of the requirement.
 */
export function drift(changes: Changes<DriftParameters> = {}): Rulebook<DriftParameters> {
  const parameters = changed<DriftParameters>(
    { perpetuals: {}, currencies: {}, gains: { initial: 1, maintenance: 1 } },
    changes,
  );
  return rulebook({
    type: "drift",
    name: "size-scaled cross margin",
    source: SOURCE,
    listed: { types: ["perpetual", "spot"] },
    parameters,
    open: [
      "orders, isolated tiers, markets in settlement and the twap of oracles are not modelled",
      "weights of deposits and gains do not fall with what all users hold of them",
    ],
    calculate: (account, market) => calculate(account, market, parameters),
  });
}

/** Weight of a debt, or ratio of a perpetual, of a size in units: never below the plain one. */
export function sizePremium(weight: number, sizeFactor: number, size: number): number {
  if (sizeFactor === 0) return weight;
  return Math.max(weight, 0.8 * weight + sizeFactor * Math.sqrt(size));
}

/** Weight of an asset of a size in units: never above the plain one. */
export function sizeDiscount(weight: number, sizeFactor: number, size: number): number {
  if (sizeFactor === 0) return weight;
  return Math.min(weight, 1.1 / (1 + sizeFactor * Math.sqrt(size)));
}

function calculate(
  account: MarginAccount,
  market: MarginMarket,
  { perpetuals, currencies, gains }: DriftParameters,
): Omit<Result, "rulebook"> {
  checkSettlement(account, "linear");
  const holdings = scenarioHoldings(account, market, { settlementWindow: 0, discounted: false }),
    values = holdingValues(account, market, holdings),
    units = netted(holdings, ({ contract }) => sameContract(contract));
  const size = holdings.map(({ contract }) =>
    Math.abs(
      holdings.reduce(
        (sum, other, i) =>
          sameContract(other.contract) === sameContract(contract) ? sum + units[i]! : sum,
        0,
      ),
    ),
  );
  const ledger = new Ledger();
  ledger.charge("perpetuals", holdings, ({ contract, price }, i) => {
    if (contract.type !== "perpetual") return NOTHING;
    const { initial, maintenance, sizeFactor } = entry(
      "perpetuals",
      perpetuals,
      contract.underlying,
    );
    const notional = Math.abs(units[i]!) * price;
    return {
      initial: notional * sizePremium(initial, sizeFactor, size[i]!),
      maintenance: notional * sizePremium(maintenance, sizeFactor, size[i]!),
    };
  });
  ledger.charge("gains", holdings, ({ contract }, i) => {
    if (contract.type !== "perpetual") return NOTHING;
    const gain = Math.max(0, values[i]!),
      { gainSizeFactor = 0 } = entry("perpetuals", perpetuals, contract.underlying);
    const weight = sizeDiscount(gains.initial, gainSizeFactor, gain);
    return { initial: gain * (1 - weight), maintenance: gain * (1 - gains.maintenance) };
  });
  ledger.charge("weights", holdings, ({ contract, price }, i) => {
    if (contract.type !== "spot") return NOTHING;
    return weights(
      entry("currencies", currencies, contract.underlying),
      units[i]! * price,
      units[i]!,
      size[i]!,
    );
  });
  const collateral = account.collateral.map(({ currency, quantity }, index) => ({
    of: "collateral" as const,
    index,
    quantity,
    currency,
    value: quantity * currencyIn(market, currency).price,
  }));
  ledger.charge("weights", collateral, ({ currency, quantity, value }) =>
    weights(entry("currencies", currencies, currency), value, quantity, quantity),
  );
  return {
    currency: "USD",
    equity: [...values, ...collateral.map(({ value }) => value)].reduce(
      (a, b) => a + b,
      account.cash,
    ),
    scenarios: [],
    worst: null,
    ...ledger.total(),
  };
}

const NOTHING: Charge = { initial: 0, maintenance: 0 };

/** What a balance counts less than its value, or a debt more. */
function weights(terms: DriftCurrency, value: number, units: number, size: number): Charge {
  const { sizeFactor } = terms;
  if (units >= 0) {
    return {
      initial: value * (1 - sizeDiscount(terms.assetInitial, sizeFactor, size)),
      maintenance: value * (1 - sizeDiscount(terms.assetMaintenance, sizeFactor, size)),
    };
  }
  return {
    initial: -value * (sizePremium(terms.liabilityInitial, sizeFactor, size) - 1),
    maintenance: -value * (sizePremium(terms.liabilityMaintenance, sizeFactor, size) - 1),
  };
}

function entry<T>(name: string, record: Readonly<Record<string, T>>, key: string): T {
  if (Object.hasOwn(record, key)) return record[key]!;
  const known = Object.keys(record).join(", ") || "none";
  throw new RangeError(`${name} has no ${key}, known are ${known}`);
}
