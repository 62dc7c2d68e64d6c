import * as v from "valibot";
import { check } from "../check.ts";
import { showTime } from "../market/parse-time.ts";
import type { PriceSeries } from "../market/price-series.ts";
import type { HistoricalWindow } from "./historical-windows.ts";
import { type Scenario, scenario } from "./scenario.ts";
import type { PathShock } from "./shock.ts";

export interface ReplayScenarioOptions {
  /** One of `historicalWindows`, or a stretch of one's own. */
  readonly window: Omit<HistoricalWindow, "what"> & { readonly what?: string };
  /** Prices by underlying. */
  readonly prices: Readonly<Record<string, PriceSeries>>;
  /** Implied volatilities by underlying; those left out stay as they are. */
  readonly volatilities?: Readonly<Record<string, PriceSeries>>;
  /** That of the first series unless given. */
  readonly stepHours?: number;
}

const HOUR = 3_600_000;
const schema = v.object({ name: v.string(), from: v.string(), to: v.string() });

/**
 * The past as a scenario: what spots and volatilities did within a window, as multiples of those
 * at its beginning, in logs straight between the prices given. A series must cover the window: its
 * first price is the last one at or before the beginning.
 */
export function replayScenario({
  window,
  prices,
  volatilities = {},
  stepHours,
}: ReplayScenarioOptions): Scenario {
  const { name, from, to } = check(schema, window, "window");
  const [begin, end] = [moment("from", from), moment("to", to)];
  if (!(end > begin)) throw new RangeError(`to must be after from, got ${to}`);
  const [first] = Object.values(prices);
  if (first === undefined) throw new RangeError("prices must have at least one series, got none");
  const stray = Object.keys(volatilities).find((key) => !(key in prices));
  if (stray !== undefined) throw new RangeError(`volatilities.${stray} has no prices`);
  const shocks = Object.entries(prices).map(([underlying, series]): PathShock => {
    const spots = cut(series, begin, end),
      other = volatilities[underlying];
    const moved = other && onHours(cut(other, begin, end), spots.hours);
    return {
      type: "path",
      underlying,
      hours: spots.hours,
      spots: spots.factors,
      volatilities: moved,
    };
  });
  return scenario({
    name,
    hours: (end - begin) / HOUR,
    stepHours: stepHours ?? first.interval / HOUR,
    shocks,
  });
}

function moment(name: string, text: string): number {
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw new RangeError(`${name} must be a time in ISO 8601, got ${text}`);
  return time;
}

interface Cut {
  readonly hours: readonly number[];
  readonly factors: readonly number[];
}

function cut({ name, times, prices, interval }: PriceSeries, begin: number, end: number): Cut {
  const [first, last] = [times[0]!, times.at(-1)!];
  if (first > begin || last + interval < end) {
    throw new RangeError(
      `${name} must cover ${showTime(begin)} to ${showTime(end)}, ` +
        `has ${showTime(first)} to ${showTime(last)}`,
    );
  }
  const before = times.filter((time) => time <= begin).length - 1;
  const base = prices[before]!;
  const rows = times.flatMap((time, i) =>
    time > begin && time <= end ? [[(time - begin) / HOUR, prices[i]! / base] as const] : [],
  );
  if (rows.length === 0) {
    throw new RangeError(`${name} has no price between ${showTime(begin)} and ${showTime(end)}`);
  }
  return {
    hours: [0, ...rows.map(([hour]) => hour)],
    factors: [1, ...rows.map(([, factor]) => factor)],
  };
}

/** Factors at other hours, straight between those given. */
function onHours({ hours, factors }: Cut, wanted: readonly number[]): number[] {
  return wanted.map((hour) => {
    const next = hours.findIndex((each) => each >= hour);
    if (next <= 0) return next < 0 ? factors.at(-1)! : factors[0]!;
    const share = (hour - hours[next - 1]!) / (hours[next]! - hours[next - 1]!);
    return factors[next - 1]! + share * (factors[next]! - factors[next - 1]!);
  });
}
