import type { CurveContingency } from "./derive-scan.ts";
import type { Changes } from "./parameters.ts";
import type { Source } from "./rulebook.ts";
import type { SkewShock, VolatilityShock } from "./volatility-shock.ts";

/** One scenario of Derive's second portfolio margin. */
export interface DeriveScenario {
  /** Change of the spot, a fraction. */
  readonly move: number;
  readonly volatility: "up" | "down" | "none" | "linear" | "absolute";
  /** Dampener: what the profit is multiplied by. */
  readonly weight: number;
}

/** What a collateral loses and whether its price offsets the book's. */
export interface DeriveCollateral {
  readonly maintenanceHaircut: number;
  /** Added to the maintenance haircut. */
  readonly initialHaircut: number;
  /** Shocked with the spot in scenarios, for a currency that follows the underlying. */
  readonly cancelsRisk: boolean;
}

/** An expiry's value after a discount: base times e^(-+ years (rate x rateScale + rateAdd)). */
export interface StaticDiscount {
  readonly base: number;
  readonly rateScale: number;
  readonly rateAdd: number;
}

/** What Derive's second portfolio margin is made of. Percentages are fractions. */
export interface DerivePmrm2Parameters {
  /** The one underlying that such an account holds. */
  readonly underlying: string;
  readonly scenarios: readonly DeriveScenario[];
  readonly volatility: VolatilityShock & {
    /** Lowest volatility after a shock upwards. */
    readonly floor: number;
  };
  readonly skew: SkewShock;
  /** What the worst loss is multiplied by. */
  readonly loss: { readonly initial: number; readonly maintenance: number };
  readonly discount: { readonly long: StaticDiscount; readonly short: StaticDiscount };
  readonly basis: CurveContingency;
  /** The loss factor rises by `factor` a unit that the stable coin is below the threshold. */
  readonly peg: { readonly threshold: number; readonly factor: number };
  /** Below the threshold (1 - confidence) x factor of the notional is charged. */
  readonly confidence: { readonly threshold: number; readonly factor: number };
  /** Fractions of the perpetuals' notional; the initial one is added. */
  readonly perpetual: { readonly initial: number; readonly maintenance: number };
  /** Fractions of the notional of naked short options; the initial one is added. */
  readonly option: { readonly initial: number; readonly maintenance: number };
  /** By currency; others are not collateral. */
  readonly collateral: Readonly<Record<string, DeriveCollateral>>;
  /** Seconds before expiry over which settlement averages. */
  readonly settlementWindow: number;
}

/** Where the parameters were read. */
export const DERIVE_PMRM2_SOURCE: Source = {
  document: "derivexyz/v2-core, PMRM_2 unit tests, commit 7736900d395703c4f675376caa4c315402943831",
  date: "2026-11-22",
  note: "numbers of the test suite; date of reading",
};

const MOVES = [0.18, 0.135, 0.09, 0.045, 0, -0.045, -0.09, -0.135, -0.18];

/** Three volatilities at every move but the outermost, where volatility only rises. */
const GRID: readonly DeriveScenario[] = MOVES.flatMap((move) =>
  (Math.abs(move) === 0.18 ? (["up"] as const) : (["down", "none", "up"] as const)).map(
    (volatility) => ({ move, volatility, weight: 1 }),
  ),
);

function tails(rows: readonly (readonly [number, number])[]): readonly DeriveScenario[] {
  return rows.map(([move, weight]) => ({ move, volatility: "up", weight }));
}

const SKEWS: readonly DeriveScenario[] = [
  { move: 0, volatility: "linear", weight: 1 },
  { move: 0, volatility: "absolute", weight: 1 },
];

/** The parameters of the venue's own test suite. */
export const DERIVE_PMRM2: DerivePmrm2Parameters = {
  underlying: "BTC",
  scenarios: [
    ...GRID,
    ...tails([
      [-0.66, 0.6 / 11],
      [-0.33, 1.2 / 11],
      [0.5, 0.072],
      [1, 0.036],
      [2, 0.018],
      [3, 0.012],
    ]),
    ...SKEWS,
  ],
  volatility: {
    up: 0.5,
    down: 0.275,
    floor: 0.45,
    shortTermPower: 0.3,
    longTermPower: 0.13,
    daysFloor: 1,
  },
  skew: {
    linear: { cap: 0.15, slope: -0.05 },
    absolute: { cap: 0.15, slope: -0.05 },
    minimumWidth: 0.01,
    widthScale: 4,
    volatilityStatic: 0.6,
    volatilitySlope: -0.1,
  },
  loss: { initial: 1, maintenance: 0.8 },
  discount: {
    long: { base: 0.95, rateScale: 1, rateAdd: 0.08 },
    short: { base: 1.04, rateScale: 0.5, rateAdd: 0.08 },
  },
  basis: { up: 0.045, down: -0.045, add: 0.5, perYear: 2 },
  peg: { threshold: 0.98, factor: 2 },
  confidence: { threshold: 0.55, factor: 1 },
  perpetual: { initial: 0.005, maintenance: 0.015 },
  option: { initial: 0.002, maintenance: 0.003 },
  collateral: {},
  settlementWindow: 1800,
};

/**
 * What the venue's deployment script sets otherwise than its tests (scripts/config-mainnet.sol of
 * the same commit). Its pair of base discounts stands the other way round than in the tests,
 * probably swapped by mistake, and is not taken over.
 */
export const DERIVE_PMRM2_MAINNET: Changes<DerivePmrm2Parameters> = {
  scenarios: [
    ...GRID,
    ...tails([
      [-0.66, 0.21],
      [-0.33, 0.42],
      [0.5, 0.2772],
      [1, 0.1386],
      [2, 0.0693],
      [3, 0.0462],
      [4, 0.03465],
      [5, 0.02772],
    ]),
    ...SKEWS,
  ],
  volatility: { down: 0.3, floor: 0.4 },
  skew: { linear: { cap: 0.25, slope: -0.1 }, absolute: { cap: 0.25, slope: -0.1 } },
  perpetual: { maintenance: 0.03, initial: 0.01 },
};
