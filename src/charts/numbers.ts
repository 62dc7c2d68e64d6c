import type { Estimate } from "../estimate.ts";

/** What stands where a number is missing, infinite or undefined. */
export const MISSING = "\u2014";

const UNITS = [
  [1e12, "T"],
  [1e9, "bn"],
  [1e6, "M"],
] as const;

/** A number with `decimals` places, thousands parted by commas, and a true minus sign. */
export function fixed(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return MISSING;
  const places = Math.min(Math.max(decimals, 0), 12);
  const [whole = "", fraction] = Math.abs(value).toFixed(places).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  const digits = fraction === undefined ? grouped : `${grouped}.${fraction}`;
  return value < 0 && /[1-9]/.test(digits) ? `\u2212${digits}` : digits;
}

/** Money for reading: three significant digits below a thousand, whole above, 1.25M from a million. */
export function money(value: number): string {
  if (!Number.isFinite(value)) return MISSING;
  const size = Math.abs(value);
  if (size === 0) return "0";
  if (size < 1e-4) return exponent(value);
  const [unit, name] = UNITS.find(([least]) => size >= least) ?? [1, ""];
  const scaled = value / unit;
  return `${fixed(scaled, 2 - magnitude(scaled))}${name}`;
}

/** A given number, as it was given: up to eight decimals, none that are zero. */
export function plain(value: number): string {
  const decimals = (Number(value.toFixed(8)).toString().split(".")[1] ?? "").length;
  return Math.abs(value) >= 1e-8 || value === 0 ? fixed(value, decimals) : exponent(value);
}

/** Efficiency in percent: as many digits as its distance from 100 % and its error bear. */
export function percent({ value, standardError }: Estimate): string {
  if (!Number.isFinite(value)) return MISSING;
  const left = 100 * Math.abs(1 - value);
  const wanted = left > 0 ? 1 - magnitude(left) : 0;
  const borne = standardError > 0 ? 1 - magnitude(100 * standardError) : 3;
  return `${fixed(100 * value, Math.min(wanted, borne, 3))}\u00a0%`;
}

/** Two standard errors either way; `NaN` where there is no value, also when read from JSON. */
export function interval({ value, standardError }: Estimate): { from: number; to: number } {
  const middle = Number.isFinite(value) ? value : Number.NaN;
  const reach = Number.isFinite(standardError) ? 2 * standardError : 0;
  return { from: middle - reach, to: middle + reach };
}

/** The decimals that show `digits` significant digits of a standard error. */
export function errorDecimals(standardError: number, digits = 2): number {
  return standardError > 0 && Number.isFinite(standardError)
    ? Math.min(Math.max(digits - 1 - magnitude(standardError), 0), 12)
    : 0;
}

/** `31.42 ± 0.12`, two digits of the standard error. */
export function plusMinus({ value, standardError }: Estimate, scale = 1): string {
  if (!(standardError > 0)) return money(scale * value);
  const decimals = errorDecimals(scale * standardError);
  return `${fixed(scale * value, decimals)} \u00b1 ${fixed(scale * standardError, decimals)}`;
}

/** Labels for all ticks of an axis at once: one unit, and the decimals that tell them apart. */
export function tickLabel(value: number, _index = 0, ticks: readonly number[] = [value]): string {
  const largest = Math.max(...ticks.map(Math.abs));
  const gaps = ticks.slice(1).map((tick, i) => Math.abs(tick - ticks[i]!));
  const gap = Math.min(...gaps, largest || 1);
  if (largest > 0 && largest < 1e-4) return value === 0 ? "0" : exponent(value);
  const [unit, name] = UNITS.find(([least]) => largest >= least) ?? [1, ""];
  const step = Number((gap / unit).toPrecision(3));
  const decimals = (step.toString().split(".")[1] ?? "").length;
  return value === 0 ? "0" : `${fixed(value / unit, decimals)}${name}`;
}

/** Ticks in percent, with the decimals that tell them apart. */
export function percentTick(value: number, _index = 0, ticks: readonly number[] = [value]): string {
  const gap = ticks.length > 1 ? Math.abs(ticks[1]! - ticks[0]!) : 1;
  const decimals = Math.max(0, Math.ceil(-2 - Math.log10(gap) - 1e-9));
  return `${fixed(100 * value, decimals)}\u00a0%`;
}

/** The power of ten of a number's first digit. */
function magnitude(value: number): number {
  return Math.floor(Math.log10(Math.abs(value)));
}

function exponent(value: number): string {
  return value.toExponential(2).replaceAll("-", "\u2212").replace("+", "");
}
