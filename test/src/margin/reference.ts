// Published margins, read from test/reference/margin.
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import * as assert from "uvu/assert";

/** A reference file, unpacked where it is packed. */
export function reference<T>(name: string): T {
  const bytes = readFileSync(new URL(`../../reference/margin/${name}`, import.meta.url));
  return JSON.parse((name.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString()) as T;
}

/** `value` is `expected` up to a relative error, or an absolute one of the same size near 0. */
export function near(value: number, expected: number, tolerance: number, what = ""): void {
  const error = Math.abs(value - expected) / Math.max(1, Math.abs(expected));
  assert.ok(error <= tolerance, `${what}: ${value}, expected ${expected}, off by ${error}`);
}
