import { freeze } from "../../check.ts";
import type { Estimate } from "../../estimate.ts";
import type { HalfSpread } from "../../market/half-spreads.ts";
import { bates } from "../bates.ts";
import { egarch } from "../egarch.ts";
import { garch } from "../garch.ts";
import { geometricBrownian } from "../geometric-brownian.ts";
import { gjrGarch } from "../gjr-garch.ts";
import { heston } from "../heston.ts";
import { kou } from "../kou.ts";
import { merton } from "../merton.ts";
import { ornsteinUhlenbeck } from "../ornstein-uhlenbeck.ts";
import { svcj } from "../svcj.ts";
import type {
  ChainDay,
  CryptoMarketPreset,
  LevelPreset,
  MarketPreset,
  PairPreset,
  PresetChainFit,
  PresetFit,
  ReturnsModels,
} from "./market-preset.ts";
import type {
  ChainDayFigures,
  ChainFigures,
  CryptoTable,
  LevelFigures,
  Pair,
  PairTable,
  ReturnsFigures,
  ReturnsFitName,
  ReturnsTable,
} from "./market-table.ts";

/** A market from its table. */
export function readReturnsTable(table: ReturnsTable): MarketPreset {
  const { name, spot, excessKurtosis, provenance } = table;
  return freeze({
    ...{ name, spot, volatility: estimate(table.volatility), drift: estimate(table.drift) },
    excessKurtosis,
    models: returnsModels(table),
    fits: mapped(table.fits, returnsFit),
    provenance,
  });
}

/** A market with options and perpetuals from its table. */
export function readCryptoTable(table: CryptoTable): CryptoMarketPreset {
  const market = readReturnsTable(table);
  const chains = mapped(table.chains, chainDay);
  return freeze({
    ...market,
    models: { ...market.models, ...chains.calm.models },
    chains,
    funding: level(table.funding),
    basis: level(table.basis),
    spreads: mapped(table.chains, ({ spreads }) => spreads.map(halfSpread)),
    depth: table.depth,
  });
}

/** Two markets from their table. */
export function readPairTable(table: PairTable): PairPreset {
  const { names, provenance, last } = table;
  const unconditional = estimate(table.unconditional);
  const dcc = { ...returnsFit(table.dcc), unconditional, last };
  return freeze({ names, correlation: estimate(table.correlation), dcc, provenance });
}

/** NaN where the error is not known, as calibrations have it. */
function estimate([value, standardError]: Pair): Estimate {
  return { value, standardError: standardError ?? Number.NaN };
}

function mapped<Name extends string, From, To>(
  entries: Readonly<Record<Name, From>>,
  read: (from: From) => To,
): Record<Name, To> {
  const all = Object.entries<From>(entries);
  return Object.fromEntries(all.map(([name, each]) => [name, read(each)])) as Record<Name, To>;
}

/** Values by name, for a maker that checks that all it needs is there. */
// biome-ignore lint/suspicious/noExplicitAny: the maker's schema is the check.
function values(parameters: Readonly<Record<string, Pair>>): any {
  return mapped(parameters, ([value]) => value);
}

function returnsFit({ parameters, ...rest }: ReturnsFigures): PresetFit {
  return { parameters: mapped(parameters, estimate), ...rest };
}

function returnsModels(table: ReturnsTable): ReturnsModels {
  const { volatility, fits, residuals } = table;
  const plain = (name: ReturnsFitName) => familyOptions(table, name);
  const targeted = (name: ReturnsFitName) => onTarget(plain(name), table.stepVariance);
  const innovations = { type: "filtered-historical", residuals } as const;
  return {
    geometricBrownian: geometricBrownian({ volatility: volatility[0] }),
    merton: merton({ ...values(fits.merton.parameters), drift: 0 }),
    kou: kou({ ...values(fits.kou.parameters), drift: 0 }),
    garch: garch(targeted("garch")),
    garchStudent: garch(targeted("garchStudent")),
    gjrGarch: gjrGarch(targeted("gjrGarch")),
    gjrGarchStudent: gjrGarch(targeted("gjrGarchStudent")),
    egarch: egarch(plain("egarch")),
    egarchStudent: egarch(plain("egarchStudent")),
    filteredHistorical: gjrGarch({ ...targeted("gjrGarch"), innovations }),
  };
}

function familyOptions({ fits, stepDays }: ReturnsTable, name: ReturnsFitName) {
  const { degreesOfFreedom, ...rest } = values(fits[name].parameters);
  const student = { type: "student-t", degreesOfFreedom } as const;
  return { ...rest, stepDays, innovations: degreesOfFreedom ? student : { type: "normal" } };
}

/** Omega such that the variance returns to `variance`, whatever the persistence. */
function onTarget<T extends { alpha: number; beta: number; gamma?: number }>(
  options: T,
  variance: number,
): T & { omega: number } {
  const { alpha, beta, gamma = 0 } = options;
  return { ...options, omega: variance * (1 - alpha - beta - gamma / 2) };
}

function chainDay({ time, spot, quotes, fits, basis }: ChainDayFigures): ChainDay {
  return {
    ...{ time, spot, quotes },
    models: {
      heston: heston(values(fits.heston.parameters)),
      bates: bates(values(fits.bates.parameters)),
      svcj: svcj(values(fits.svcj.parameters)),
    },
    fits: mapped(fits, chainFit),
    basis: basis.map(([days, each]) => ({ days, basis: each })),
  };
}

function chainFit(figures: ChainFigures): PresetChainFit {
  const { parameters, rootMeanSquare, medianAbsolute, ...rest } = figures;
  const error = { rootMeanSquare, medianAbsolute };
  return { parameters: mapped(parameters, estimate), error, ...rest };
}

function level({ level: now, parameters, correlation }: LevelFigures): LevelPreset {
  const correlations = { returns: correlation[0] };
  return {
    model: ornsteinUhlenbeck({ level: now, ...values(parameters), correlations }),
    parameters: mapped(parameters, estimate),
    correlation: estimate(correlation),
  };
}

function halfSpread(row: readonly (number | null)[]): HalfSpread {
  const [low, high, from, to, volatilityPoints, premiumFraction, quotes, volatilityQuotes] = row;
  return {
    delta: [low!, high!],
    days: [from!, to!],
    volatilityPoints: volatilityPoints ?? null,
    premiumFraction: premiumFraction ?? null,
    quotes: quotes!,
    volatilityQuotes: volatilityQuotes!,
  };
}
