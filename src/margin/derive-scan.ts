import { sum } from "../numerics/sum.ts";
import type { DeriveBook, ExpiryBook } from "./derive-book.ts";
import { NO_SHOCK, reprice, type Shock } from "./reprice.ts";
import type { ScenarioProfit } from "./rulebook.ts";
import { worstOf } from "./worst-of.ts";

/** Loss of each expiry alone, if the forward curve moves: (add + perYear x years) of the worse move. */
export interface CurveContingency {
  readonly up: number;
  readonly down: number;
  readonly add: number;
  readonly perYear: number;
}

/** What the options of an expiry are worth, holding by holding: now and under each shock. */
export interface ExpiryValues {
  readonly now: readonly number[];
  /** Profit if the curve moves; nothing where neither move loses. */
  readonly curve: readonly number[];
  readonly shocked: readonly (readonly number[])[];
}

/** Value an expiry now, under the moves of its curve, and under shocks. */
export function expiryValues(
  { options, years }: ExpiryBook,
  { up, down, add, perYear }: CurveContingency,
  shocks: readonly Shock[],
): ExpiryValues {
  const moves = [up, down].map((move) => ({ ...NO_SHOCK, factor: 1 + move }));
  const prices = reprice(
    options.map(({ option }) => option),
    [NO_SHOCK, ...moves, ...shocks],
  );
  const [now, above, below, ...shocked] = prices.map((row) =>
    options.map(({ quantity }, i) => quantity * row[i]!),
  );
  const worse = sum(above!) < sum(below!) ? above! : below!,
    weight = sum(worse) < sum(now!) ? add + perYear * years : 0;
  return { now: now!, curve: worse.map((value, i) => (value - now![i]!) * weight), shocked };
}

/** What sets the scenario part of a requirement, and each holding's part in it. */
export interface Scan {
  /** Name of the worst; `null` where nothing loses. */
  readonly worst: string | null;
  /** Profits by holding where the worst happens. */
  readonly profits: readonly number[];
}

/** The worst of scenarios, and of the curve that competes with them; rows are profits by holding. */
export function scan(
  scenarios: readonly ScenarioProfit[],
  rows: readonly (readonly number[])[],
  curve: readonly number[],
): Scan {
  const place = worstOf(scenarios),
    { profit, name } = scenarios[place]!;
  const fromCurve = sum(curve) <= profit,
    profits = fromCurve ? curve : rows[place]!;
  return { worst: sum(profits) < 0 ? (fromCurve ? "basis" : name) : null, profits };
}

/** Cash, unrealised profit, collateral and options of a book at present prices. */
export function equityOf(book: DeriveBook, values: readonly ExpiryValues[]): number {
  return (
    book.cash +
    sum(book.perpetuals.map((holding) => holding.unrealised)) +
    sum(book.collateral.map((holding) => holding.value)) +
    sum(values.flatMap(({ now }) => now))
  );
}
