import { sum } from "../numerics/sum.ts";
import type { MarginAccount } from "./account.ts";
import { Ledger } from "./ledger.ts";
import { type MarginMarket, perpetualIn, underlyingIn } from "./market.ts";
import { nettedQuantities } from "./netting.ts";
import { type Changes, changed } from "./parameters.ts";
import { type Result, type Rulebook, rulebook } from "./rulebook.ts";
import { unrealised } from "./unrealised.ts";

const MILLION = 1_000_000n;

/** A liquidity tier as the chain stores it: whole parts per million, whole quote quantums. */
export interface LiquidityTier {
  /** Initial margin, parts per million of the notional. */
  readonly initialPpm: number;
  /** Maintenance margin, parts per million of the initial margin. */
  readonly maintenancePpm: number;
  /** Open interest from which the initial margin rises, and at which it is the whole notional. */
  readonly lowerCap: number;
  readonly upperCap: number;
}

/** What dYdX's cross margin is made of. */
export interface DydxParameters {
  /** Of underlyings not named below. */
  readonly tier: LiquidityTier;
  readonly tiers: Readonly<Record<string, LiquidityTier>>;
  /** Quantums of the quote currency a unit. */
  readonly quantums: number;
}

/** 5 % initial and 3 % maintenance, which open interest does not scale. */
export const DYDX: DydxParameters = {
  tier: { initialPpm: 50_000, maintenancePpm: 600_000, lowerCap: 0, upperCap: 0 },
  tiers: {},
  quantums: 1_000_000,
};

/**
 * dYdX's cross margin: a fraction of each perpetual's notional that rises with the open interest of
 * its market, up to all of it.
 */
export function dydx(changes: Changes<DydxParameters> = {}): Rulebook<DydxParameters> {
  const parameters = changed<DydxParameters>(DYDX, changes);
  return rulebook({
    type: "dydx",
    name: "dYdX cross margin",
    source: {
      document: "dydxprotocol/v4-chain, x/perpetuals/types/liquidity_tier.go, commit 84d4664b",
      date: "2026-11-22",
    },
    listed: { settlement: "linear", types: ["perpetual"] },
    parameters,
    open: [
      "which market is in which tier changes by vote: the default is 5 % and 3 %",
      "only the settlement currency is collateral",
    ],
    calculate: (account, market) => calculate(account, market, parameters),
  });
}

function calculate(
  { positions, collateral, cash }: MarginAccount,
  market: MarginMarket,
  { tier, tiers, quantums }: DydxParameters,
): Omit<Result, "rulebook"> {
  if (collateral.length > 0) {
    throw new RangeError(`collateral ${collateral[0]!.currency} is not taken, known are none`);
  }
  const quantities = nettedQuantities(positions),
    ledger = new Ledger();
  const holdings = positions.map(({ contract: { underlying } }, index) => ({
    ...{ of: "position" as const, index, underlying },
    notional: Math.abs(quantities[index]!) * perpetualIn(market, underlying).price,
  }));
  ledger.charge("perpetuals", holdings, ({ underlying, notional }) => {
    const own = Object.hasOwn(tiers, underlying) ? tiers[underlying]! : tier;
    const size = Math.round(notional * quantums),
      interest = Math.round((underlyingIn(market, underlying).openInterest ?? 0) * quantums);
    return {
      initial: dydxInitialMargin({ ...own, notional: size, openInterest: interest }) / quantums,
      maintenance: dydxMaintenanceMargin({ ...own, notional: size }) / quantums,
    };
  });
  return {
    currency: "USD",
    equity: cash + sum(positions.map((position) => unrealised(position, market))),
    scenarios: [],
    worst: null,
    ...ledger.total(),
  };
}

/** Initial margin in parts per million at an open interest in quantums, rounded down. */
export function dydxInitialPpm(
  tier: Pick<LiquidityTier, "initialPpm" | "lowerCap" | "upperCap"> & {
    readonly openInterest: number;
  },
): number {
  const { base, lower, upper, open } = whole({
    base: tier.initialPpm,
    lower: tier.lowerCap,
    upper: tier.upperCap,
    open: tier.openInterest,
  });
  if (upper < lower) throw new RangeError(`upperCap must not be below lowerCap, got ${upper}`);
  if (base >= MILLION || upper === 0n || open <= lower) return Number(base);
  if (open >= upper) return Number(MILLION);
  return Number(base + ((open - lower) * (MILLION - base)) / (upper - lower));
}

/** Initial margin of a notional, both in quantums, rounded up. Without caps at the tier's rate. */
export function dydxInitialMargin(
  of: Pick<LiquidityTier, "initialPpm"> &
    Partial<LiquidityTier> & { readonly notional: number; readonly openInterest?: number },
): number {
  const { initialPpm, lowerCap = 0, upperCap = 0, notional, openInterest = 0 } = of;
  const ppm = dydxInitialPpm({ initialPpm, lowerCap, upperCap, openInterest });
  const parts = whole({ ppm, notional });
  return Number(ceiling(parts.notional * parts.ppm));
}

/** Maintenance margin of a notional, in quantums: of the tier's initial margin, rounded up. */
export function dydxMaintenanceMargin(
  of: Pick<LiquidityTier, "initialPpm" | "maintenancePpm"> & { readonly notional: number },
): number {
  const base = dydxInitialMargin({ initialPpm: of.initialPpm, notional: of.notional });
  const parts = whole({ base, ppm: of.maintenancePpm });
  return Number(ceiling(parts.base * parts.ppm));
}

/** Maintenance margin in parts per million of the notional, rounded down. */
export function dydxMaintenancePpm(
  of: Pick<LiquidityTier, "initialPpm" | "maintenancePpm">,
): number {
  const { initial, fraction } = whole({ initial: of.initialPpm, fraction: of.maintenancePpm });
  return Number((initial * fraction) / MILLION);
}

/** Largest funding rate of eight hours, in parts per million: a multiple of initial over maintenance. */
export function dydxMaximumFundingPpm(
  of: Pick<LiquidityTier, "initialPpm" | "maintenancePpm"> & {
    /** Six times, on the chain: 6,000,000. */
    readonly factorPpm: number;
  },
): number {
  const spread = of.initialPpm - dydxMaintenancePpm(of);
  const parts = whole({ factor: of.factorPpm, spread });
  return Number((parts.factor * parts.spread) / MILLION);
}

function ceiling(millionths: bigint): bigint {
  return (millionths + MILLION - 1n) / MILLION;
}

/** Whole numbers as they are counted on the chain. */
function whole<K extends string>(values: Readonly<Record<K, number>>): Record<K, bigint> {
  for (const [name, value] of Object.entries<number>(values)) {
    if (!(Number.isInteger(value) && value >= 0)) {
      throw new RangeError(`${name} must be a whole number, got ${value}`);
    }
  }
  return Object.fromEntries(
    Object.entries<number>(values).map(([name, value]) => [name, BigInt(value)]),
  ) as Record<K, bigint>;
}
