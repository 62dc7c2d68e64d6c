/** A value and its standard error; `null` where the data do not determine it. */
export type Pair = readonly [number, number | null];

/** Where figures come from, and how to make them again. */
export interface PresetSource {
  /** What was fitted to it. */
  readonly of: string;
  readonly source: string;
  /** UTC days of the first and the last observation. */
  readonly from: string;
  readonly to: string;
  readonly count: number;
  /** UTC day on which the figures were made. */
  readonly made: string;
  readonly command: string;
}

/** A fit to returns, as figures. */
export interface ReturnsFigures {
  readonly parameters: Readonly<Record<string, Pair>>;
  readonly logLikelihood: number;
  readonly bic: number;
  readonly converged: boolean;
}

/** A fit to an option chain, as figures; errors in points of volatility. */
export interface ChainFigures {
  readonly parameters: Readonly<Record<string, Pair>>;
  readonly rootMeanSquare: number;
  readonly medianAbsolute: number;
  readonly atBounds: readonly string[];
  readonly converged: boolean;
}

/** An option chain at one moment, as figures. */
export interface ChainDayFigures {
  readonly time: string;
  readonly spot: number;
  readonly quotes: number;
  readonly fits: Readonly<Record<"heston" | "bates" | "svcj", ChainFigures>>;
  /** Days to expiry and annualised basis of each listed future. */
  readonly basis: readonly (readonly [number, number])[];
  /** |delta| from, to; days from, to; volatility points; share of premium; quotes of each. */
  readonly spreads: readonly (readonly (number | null)[])[];
}

/** A mean-reverting level, as figures. */
export interface LevelFigures {
  readonly level: number;
  readonly parameters: Readonly<Record<"meanReversion" | "longLevel" | "volatility", Pair>>;
  readonly correlation: Pair;
}

/** What the returns of a market say, as figures. */
export interface ReturnsTable {
  readonly name: string;
  readonly spot: number;
  readonly stepDays: number;
  /** Of the returns of one step. */
  readonly stepVariance: number;
  readonly volatility: Pair;
  readonly drift: Pair;
  readonly excessKurtosis: number;
  readonly fits: Readonly<Record<ReturnsFitName, ReturnsFigures>>;
  /** Quantiles of the standardised residuals of `gjrGarch`, ascending. */
  readonly residuals: readonly number[];
  readonly provenance: readonly PresetSource[];
}

/** The same of a market with options, perpetuals and an order book. */
export interface CryptoTable extends ReturnsTable {
  readonly chains: Readonly<Record<"calm" | "crash", ChainDayFigures>>;
  readonly funding: LevelFigures;
  readonly basis: LevelFigures;
  /** Of the perpetual, quote currency: median and the lowest tenth. */
  readonly depth: { readonly median: number; readonly lowestTenth: number };
}

/** How two markets move together, as figures. */
export interface PairTable {
  readonly names: readonly [string, string];
  readonly correlation: Pair;
  readonly dcc: ReturnsFigures;
  readonly unconditional: Pair;
  /** Of the return after the last one. */
  readonly last: number;
  readonly provenance: readonly PresetSource[];
}

/** The fits to returns by name; `Student` where innovations are those of Student's t. */
export type ReturnsFitName =
  | "merton"
  | "kou"
  | "garch"
  | "garchStudent"
  | "gjrGarch"
  | "gjrGarchStudent"
  | "egarch"
  | "egarchStudent";
