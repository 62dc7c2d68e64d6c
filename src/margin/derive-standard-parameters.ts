import type { Source } from "./rulebook.ts";

/** Rates of one market of Derive's standard margin. Percentages are fractions of the spot. */
export interface DeriveStandardTerms {
  /** A short option: between the two, less by how far it is out of the money. */
  readonly maximumSpot: number;
  readonly minimumSpot: number;
  readonly maintenanceCall: number;
  readonly maintenancePut: number;
  /** A short put: at least this part of its value. */
  readonly maintenancePutValue: number;
  /** The initial margin of a short put is at least its maintenance margin times this. */
  readonly maintenanceScale: number;
  /** Calls sold beyond those bought: part of the forward. */
  readonly unpairedInitial: number;
  readonly unpairedMaintenance: number;
  readonly perpetualInitial: number;
  readonly perpetualMaintenance: number;
  /** Part of the underlying held that counts as margin, and what it is multiplied by initially. */
  readonly baseFactor: number;
  readonly baseInitialScale: number;
  /** Confidences below which (1 - confidence) x factor of the notional is charged; 0 never. */
  readonly confidence: {
    readonly perpetual: number;
    readonly option: number;
    readonly base: number;
    readonly factor: number;
  };
}

/** What Derive's standard margin is made of. */
export interface DeriveStandardParameters {
  readonly terms: DeriveStandardTerms;
  /** Terms of an underlying where they differ. */
  readonly markets: Readonly<Record<string, Partial<DeriveStandardTerms>>>;
  /** Charged on shorts and perpetuals as the stable coin falls below the threshold. */
  readonly peg: { readonly threshold: number; readonly factor: number };
  readonly settlementWindow: number;
}

/** Where the parameters were read. */
export const DERIVE_STANDARD_SOURCE: Source = {
  document: "derivexyz/v2-core, StandardManager tests and test/config-test.sol, commit 7736900d",
  date: "2026-11-22",
  note: "numbers of the test suite; date of reading",
};

/** The parameters of the venue's own test suite. */
export const DERIVE_STANDARD: DeriveStandardParameters = {
  terms: {
    maximumSpot: 0.15,
    minimumSpot: 0.1,
    maintenanceCall: 0.075,
    maintenancePut: 0.075,
    maintenancePutValue: 0.075,
    maintenanceScale: 1.05,
    unpairedInitial: 1.2,
    unpairedMaintenance: 1.1,
    perpetualInitial: 0.065,
    perpetualMaintenance: 0.05,
    baseFactor: 0.1,
    baseInitialScale: 1,
    confidence: { perpetual: 0.4, option: 0.4, base: 0.4, factor: 0.4 },
  },
  markets: {},
  peg: { threshold: 0.98, factor: 1.2 },
  settlementWindow: 1800,
};
