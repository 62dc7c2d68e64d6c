import type { Estimate } from "../../estimate.ts";
import type { HalfSpread } from "../../market/half-spreads.ts";
import type { Bates } from "../bates.ts";
import type { Egarch } from "../egarch.ts";
import type { Garch } from "../garch.ts";
import type { GeometricBrownian } from "../geometric-brownian.ts";
import type { GjrGarch } from "../gjr-garch.ts";
import type { Heston } from "../heston.ts";
import type { Kou } from "../kou.ts";
import type { Merton } from "../merton.ts";
import type { OrnsteinUhlenbeck } from "../ornstein-uhlenbeck.ts";
import type { Svcj } from "../svcj.ts";
import type { PresetSource, ReturnsFitName } from "./market-table.ts";

/** A fit to returns behind a preset: what its calibration answered, as figures. */
export interface PresetFit {
  readonly parameters: Readonly<Record<string, Estimate>>;
  readonly logLikelihood: number;
  /** Schwarz's criterion: the less the better, on the same returns. */
  readonly bic: number;
  readonly converged: boolean;
}

/** A fit to an option chain behind a preset. */
export interface PresetChainFit {
  readonly parameters: Readonly<Record<string, Estimate>>;
  /** In points of volatility. */
  readonly error: { readonly rootMeanSquare: number; readonly medianAbsolute: number };
  /** Parameters that the chain does not determine. */
  readonly atBounds: readonly string[];
  readonly converged: boolean;
}

/**
 * Models fitted to returns, ready to simulate. Drifts are 0 but for the means of the GARCH family.
 * GARCH and GJR-GARCH return to the variance of the sample, by their omega (variance targeting,
 * Engle and Mezrich 1996): fits with Student's t reach a persistence of 1 and have no variance of
 * their own to return to. `fits` has what the likelihood said.
 */
export interface ReturnsModels {
  readonly geometricBrownian: GeometricBrownian;
  readonly merton: Merton;
  readonly kou: Kou;
  readonly garch: Garch;
  readonly garchStudent: Garch;
  readonly gjrGarch: GjrGarch;
  readonly gjrGarchStudent: GjrGarch;
  readonly egarch: Egarch;
  readonly egarchStudent: Egarch;
  /** `gjrGarch` with the quantiles of its own residuals as innovations. */
  readonly filteredHistorical: GjrGarch;
}

/** Models fitted to an option chain: they price its smiles, and have its variance to start from. */
export interface ChainModels {
  readonly heston: Heston;
  readonly bates: Bates;
  readonly svcj: Svcj;
}

/** A market as our own calibrations found it: figures with their errors, and models made of them. */
export interface MarketPreset {
  readonly name: string;
  /** At the end of the window, quote currency. */
  readonly spot: number;
  /** Of the returns of the whole window, a year. */
  readonly volatility: Estimate;
  /** Growth of the expected price a year; its error tells how little is known of it. */
  readonly drift: Estimate;
  readonly excessKurtosis: number;
  readonly models: ReturnsModels;
  readonly fits: Readonly<Record<ReturnsFitName, PresetFit>>;
  readonly provenance: readonly PresetSource[];
}

/** An option chain at one moment. */
export interface ChainDay {
  /** ISO. */
  readonly time: string;
  readonly spot: number;
  /** Quotes that the models were fitted to. */
  readonly quotes: number;
  readonly models: ChainModels;
  readonly fits: Readonly<Record<keyof ChainModels, PresetChainFit>>;
  /** The dated futures: log(price / spot) over the years to expiry. */
  readonly basis: readonly { readonly days: number; readonly basis: number }[];
}

/** A mean-reverting level and how well it is known. */
export interface LevelPreset {
  readonly model: OrnsteinUhlenbeck;
  readonly parameters: Readonly<Record<"meanReversion" | "longLevel" | "volatility", Estimate>>;
  /** Of its shocks with the returns of the spot. */
  readonly correlation: Estimate;
}

/** A market with options and perpetuals. Its chain models are those of the calm day. */
export interface CryptoMarketPreset extends MarketPreset {
  readonly models: ReturnsModels & ChainModels;
  readonly chains: Readonly<Record<"calm" | "crash", ChainDay>>;
  /** What longs of the perpetual pay, a fraction a year. */
  readonly funding: LevelPreset;
  /** log(perpetual / spot). */
  readonly basis: LevelPreset;
  /** Quoted half-spreads of options on the two days. */
  readonly spreads: Readonly<Record<"calm" | "crash", readonly HalfSpread[]>>;
  /** Of the perpetual's order book, quote currency. */
  readonly depth: { readonly median: number; readonly lowestTenth: number };
}

/** How two markets move together. */
export interface PairPreset {
  readonly names: readonly [string, string];
  /** Of daily log returns. */
  readonly correlation: Estimate;
  /** Dynamic conditional correlations, DCC(1,1), on normal GARCH(1,1) margins. */
  readonly dcc: PresetFit & {
    /** Of the standardised residuals. */
    readonly unconditional: Estimate;
    /** Foreseen for the day after the window. */
    readonly last: number;
  };
  readonly provenance: readonly PresetSource[];
}
