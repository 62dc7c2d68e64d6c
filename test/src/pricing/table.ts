// Published tables under test/reference/pricing, and the conventions that they share.
import { readFileSync } from "node:fs";
import * as assert from "uvu/assert";

/** A line of a table: numbers where they are such, text elsewhere. */
export type Row = Readonly<Record<string, string>> & { readonly line: string };

/** The lines of `test/reference/pricing/<name>.csv`, by the names in its head. */
export function table(name: string): readonly Row[] {
  const file = new URL(`../../reference/pricing/${name}.csv`, import.meta.url);
  const [head, ...lines] = readFileSync(file, "utf8")
    .trim()
    .split(/\r?\n/)
    .filter((line) => !line.startsWith("#"));
  const names = head!.split(",");
  return lines.map((line) => {
    const fields = line.split(",").map((field, i) => [names[i]!, field] as const);
    return { ...Object.fromEntries(fields), line };
  });
}

/** A number of a table, which may be written `105.0*std::exp(-0.005)`. */
export function number(text: string | undefined): number {
  const [factor, exponent] = (text ?? "").split("*std::exp(");
  const value = Number(factor) * (exponent ? Math.exp(Number.parseFloat(exponent)) : 1);
  assert.ok(Number.isFinite(value), `${text} is no number`);
  return value;
}

/** Time as the tables of QuantLib take it: whole days of a year of 360. */
export function wholeDays(years: number): number {
  return Math.round(years * 360) / 360;
}

/** The option of a line with the columns type, strike, s, q, r, t, v. */
export function optionOf(row: Row) {
  return {
    kind: row.type!.toLowerCase() as "call" | "put",
    strike: number(row.strike),
    spot: number(row.s),
    dividendYield: number(row.q),
    rate: number(row.r),
    years: wholeDays(number(row.t)),
    volatility: number(row.v),
  };
}

/** `value` is `expected` within `tolerance`. */
export function close(value: number, expected: number, tolerance: number, what = ""): void {
  const off = Math.abs(value - expected);
  assert.ok(off <= tolerance, `${what}: ${value} is not ${expected}, off by ${off}`);
}

/** Central difference of `f`. */
export function slope(f: (x: number) => number, x: number, step: number): number {
  return (f(x + step) - f(x - step)) / (2 * step);
}
