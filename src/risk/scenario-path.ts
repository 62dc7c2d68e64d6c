import { exponential, logarithm } from "../core/functions.ts";
import { sum } from "../numerics/sum.ts";
import type { RiskMarket } from "./risk-market.ts";
import type { Scenario } from "./scenario.ts";
import type { Course, Shock, Window } from "./shock.ts";

/** What implied volatilities are multiplied by, in logs. */
export interface VolatilityMove {
  readonly level: number;
  /** Rows of a factor's log and the days over which it fades along the term structure. */
  readonly terms: readonly (readonly [log: number, days: number])[];
  readonly slope: number;
  readonly curvature: number;
}

/** The market and its machinery at one step of a scenario. */
export interface ScenarioState {
  readonly hour: number;
  /** By underlying: the log of spot over that at the start, as it is and as venues see it. */
  readonly spots: Readonly<Record<string, number>>;
  readonly observed: Readonly<Record<string, number>>;
  readonly volatilities: Readonly<Record<string, VolatilityMove>>;
  /** Price of the stable coin. */
  readonly stable: number;
  /** Funding that holders of perpetuals pay from the step before to this one, a year. */
  readonly funding: number;
  /** How sure the venue is of what it sees. */
  readonly confidence: number;
  readonly tradable: boolean;
  /** Share of cash that cannot be used. */
  readonly stuck: number;
  readonly halfSpread: number;
  readonly depth: number;
  readonly liquidationDelay: number;
}

type Kind<T extends Shock["type"]> = Extract<Shock, { type: T }>;

/** A scenario step by step; `correlations` are in the order of the market's underlyings. */
export function scenarioPath(
  { hours, stepHours, shocks }: Scenario,
  market: RiskMarket,
  correlations: readonly (readonly number[])[],
): ScenarioState[] {
  const names = Object.keys(market);
  const of = <T extends Shock["type"]>(type: T) =>
    shocks.filter((shock): shock is Kind<T> => shock.type === type);
  for (const shock of shocks) checkUnderlying(shock, names);
  const count = Math.ceil(hours / stepHours - 1e-9);
  const at = Array.from({ length: count + 1 }, (_, k) => Math.min(k * stepHours, hours));
  const spots = spotLogs(names, market, correlations, of, at);
  const delay = Math.max(0, ...of("liquidationDelay").map((shock) => shock.hours));
  return at.map((hour, k) => {
    const now = <T extends Window>(all: readonly T[]) => all.filter((shock) => lasts(shock, hour));
    const oracles = now(of("oracle"));
    const seen = placeOf(at, hour - Math.max(0, ...oracles.map(({ lagHours }) => lagHours)));
    const wrong = sum(oracles.map(({ factor }) => logarithm(factor)));
    const moved = <T>(value: (name: string) => T) =>
      Object.fromEntries(names.map((name) => [name, value(name)]));
    return {
      hour,
      spots: moved((name) => spots[name]![k]!),
      observed: moved((name) => spots[name]![seen]! + wrong),
      volatilities: moved((name) => volatilityMove(of, name, hour)),
      stable: exponential(
        sum(of("depeg").map((shock) => logarithm(shock.price) * progress(shock, hour))),
      ),
      funding: sum(now(of("funding")).map(({ rate }) => rate)),
      confidence: Math.min(1, ...oracles.map(({ confidence }) => confidence)),
      tradable: now(of("outage")).length === 0,
      stuck: 1 - now(of("stuckCollateral")).reduce((free, { share }) => free * (1 - share), 1),
      halfSpread: sum(now(of("liquidity")).map(({ halfSpread }) => halfSpread)),
      depth: now(of("liquidity")).reduce((depth, shock) => depth * shock.depth, 1),
      liquidationDelay: delay,
    };
  });
}

type Of = <T extends Shock["type"]>(type: T) => Kind<T>[];

/** Logs of spots: gaps add up step by step, each carried to others by the beta of that hour. */
function spotLogs(
  names: readonly string[],
  market: RiskMarket,
  correlations: readonly (readonly number[])[],
  of: Of,
  at: readonly number[],
): Record<string, number[]> {
  const logs = Object.fromEntries(names.map((name) => [name, at.map(() => 0)]));
  for (const gap of of("gap")) {
    const whole = logarithm(1 + gap.move);
    names.forEach((name, j) => {
      let log = 0;
      at.forEach((hour, k) => {
        const before = k === 0 ? 0 : progress(gap, at[k - 1]!);
        const step = whole * (progress(gap, hour) - before);
        log += gap.underlying === undefined ? step : step * beta(gap.underlying, name, j, hour);
        logs[name]![k]! += log;
      });
    });
  }
  for (const path of of("path")) {
    at.forEach((hour, k) => {
      logs[path.underlying]![k]! += interpolated(path.hours, path.spots, hour);
    });
  }
  return logs;

  /** Expected log move of one underlying for one of another. */
  function beta(of_: string, name: string, j: number, hour: number): number {
    if (of_ === name) return 1;
    const given = of("correlation").filter((shock) => lasts(shock, hour));
    const usual = correlations[names.indexOf(of_)]![j]!;
    const correlation = given.length > 0 ? Math.max(...given.map(({ to }) => to)) : usual;
    return (correlation * market[name]!.volatility) / market[of_]!.volatility;
  }
}

function volatilityMove(of: Of, name: string, hour: number): VolatilityMove {
  const levels = of("volatility").filter(({ underlying }) => (underlying ?? name) === name);
  const paths = of("path").filter((path) => path.underlying === name && path.volatilities);
  return {
    level:
      sum(levels.map((shock) => logarithm(shock.factor) * progress(shock, hour))) +
      sum(paths.map((path) => interpolated(path.hours, path.volatilities!, hour))),
    terms: of("termStructure").map(
      (shock) => [logarithm(shock.factor) * progress(shock, hour), shock.days] as const,
    ),
    slope: sum(of("smile").map((shock) => shock.slope * progress(shock, hour))),
    curvature: sum(of("smile").map((shock) => shock.curvature * progress(shock, hour))),
  };
}

/**
 * How much of a move is there at an hour: from 0 to 1 as it comes, less what has gone again. What
 * begins at an hour shows after it, so that the first step is always the market before.
 */
export function progress(course: Course, hour: number): number {
  const { fromHours, overHours, holdHours, recovery, recoveryHours } = course;
  if (hour <= fromHours) return 0;
  const come = overHours > 0 ? Math.min(1, (hour - fromHours) / overHours) : 1;
  const since = hour - fromHours - overHours - holdHours;
  if (since <= 0) return come;
  return 1 - recovery * (recoveryHours > 0 ? Math.min(1, since / recoveryHours) : 1);
}

/** After its beginning, up to its end. */
function lasts({ fromHours, hours = Number.POSITIVE_INFINITY }: Window, hour: number): boolean {
  return hour > fromHours && hour <= fromHours + hours;
}

/** Log of a factor between the hours it is given at; the last one beyond. */
function interpolated(hours: readonly number[], factors: readonly number[], hour: number): number {
  const next = hours.findIndex((each) => each >= hour);
  if (next < 0) return logarithm(factors.at(-1)!);
  if (next === 0) return logarithm(factors[0]!);
  const share = (hour - hours[next - 1]!) / (hours[next]! - hours[next - 1]!);
  const [a, b] = [logarithm(factors[next - 1]!), logarithm(factors[next]!)];
  return a + share * (b - a);
}

/** The last step at or before an hour; the first where it lies before. */
function placeOf(at: readonly number[], hour: number): number {
  return Math.max(0, at.filter((each) => each <= hour + 1e-9).length - 1);
}

function checkUnderlying(shock: Shock, names: readonly string[]): void {
  const name = "underlying" in shock ? shock.underlying : undefined;
  if (name === undefined || names.includes(name)) return;
  throw new RangeError(`unknown underlying: ${name}, known are ${names.join(", ")}`);
}
