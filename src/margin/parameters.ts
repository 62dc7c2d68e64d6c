import { show } from "../check.ts";

/** What to change in a rulebook's parameters: any part of them; lists are replaced as a whole. */
export type Changes<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { readonly [K in keyof T]?: Changes<T[K]> | undefined }
    : T;

/**
 * Parameters with changes made, frozen. A name that the parameters do not have, a value of another
 * kind and a number that is not finite are errors; entries of a record (an object without entries
 * of its own by default) are taken as given.
 */
export function changed<T extends object>(parameters: T, changes: Changes<T>): T {
  return Object.freeze(merge(parameters, changes, "parameters")) as T;
}

function merge(value: unknown, change: unknown, path: string): unknown {
  if (change === undefined) return value;
  if (kindOf(value) !== kindOf(change)) {
    throw new TypeError(`${path} must be ${kindOf(value)}, got ${show(change)}`);
  }
  if (typeof change === "number" && !Number.isFinite(change)) {
    throw new RangeError(`${path} must be finite, got ${change}`);
  }
  if (Array.isArray(change)) return Object.freeze(change.map((item, i) => taken(item, path, i)));
  if (typeof change !== "object" || change === null) return change;
  const known = value as Record<string, unknown>,
    isRecord = Object.keys(known).length === 0;
  const merged: Record<string, unknown> = { ...known };
  for (const [key, item] of Object.entries(change)) {
    if (!isRecord && !Object.hasOwn(known, key)) {
      throw new TypeError(`${path}.${key} is not an option here`);
    }
    merged[key] = isRecord ? taken(item, path, key) : merge(known[key], item, `${path}.${key}`);
  }
  return Object.freeze(merged);
}

/** A value that has no default to compare with: its numbers must be finite all the same. */
function taken(value: unknown, path: string, key: string | number): unknown {
  return merge(
    Array.isArray(value) ? [] : typeof value === "object" ? {} : value,
    value,
    `${path}.${key}`,
  );
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "an object";
  return typeof value === "string" ? "text" : `a ${typeof value}`;
}
