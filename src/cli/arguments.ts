import { UsageError } from "./failure.ts";

/** A parser of option values that must be positive whole numbers. */
export function countArgument(name: string): (text: string) => number {
  return (text) => {
    const value = toNumber(text);
    if (Number.isSafeInteger(value) && value > 0) return value;
    throw new UsageError(`${name} must be a positive whole number, got ${shown(text)}`);
  };
}

/** A parser of option values that must be whole numbers, 0 included. */
export function seedArgument(name: string): (text: string) => number {
  return (text) => {
    const value = toNumber(text);
    if (Number.isSafeInteger(value) && value >= 0) return value;
    throw new UsageError(`${name} must be a whole number of at least 0, got ${shown(text)}`);
  };
}

/** A parser of option values that must be fractions of the traded value. */
export function fractionArgument(name: string): (text: string) => number {
  return (text) => {
    const value = toNumber(text);
    if (value >= 0 && value < 1) return value;
    throw new UsageError(`${name} must be a fraction from 0 to 1, got ${shown(text)}`);
  };
}

/** A parser of option values that may be any number. */
export function numberArgument(name: string): (text: string) => number {
  return (text) => {
    const value = toNumber(text);
    if (Number.isFinite(value)) return value;
    throw new UsageError(`${name} must be a number, got ${shown(text)}`);
  };
}

function toNumber(text: string): number {
  return text.trim() === "" ? Number.NaN : Number(text);
}

function shown(text: string): string {
  return Number.isNaN(toNumber(text)) && text !== "NaN" ? JSON.stringify(text) : text;
}
