import { readFileSync } from "node:fs";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import * as whole from "../src/index.ts";

const test = suite("bundle");
const DIST = new URL("../dist/", import.meta.url);
const built = (await import(new URL("index.js", DIST).href)) as Record<string, unknown>;

test("the built package offers every name of index.ts, of the same kind and with the same keys", () => {
  assert.equal(Object.keys(built).sort(), Object.keys(whole).sort());
  for (const [name, value] of Object.entries(whole)) {
    assert.is(typeof built[name], typeof value, name);
    if (typeof value === "object")
      assert.equal(Object.keys(built[name]!), Object.keys(value), name);
  }
});

test("data that loads when it is read is the data of the source", () => {
  for (const [name, value] of Object.entries(whole)) {
    if (typeof value === "object")
      assert.is(JSON.stringify(built[name]), JSON.stringify(value), name);
  }
});

test("a function that loads when it is called returns and throws what its source does", () => {
  const { autocorrelation } = built as unknown as typeof whole;
  const series = [1, -1, 2, 0.5, -0.25];
  assert.equal(autocorrelation(series, 1), whole.autocorrelation(series, 1));
  const message = (of: typeof autocorrelation) => {
    try {
      of(series, 0);
    } catch (error) {
      return (error as Error).message;
    }
    return undefined;
  };
  assert.ok(message(whole.autocorrelation));
  assert.is(message(autocorrelation), message(whole.autocorrelation));
});

test("what loads with the package is less than half of its own code", () => {
  const core = readFileSync(new URL("core/bytes.js", DIST), "utf8").length;
  const seen = new Map<string, number>();
  const read = (name: string) => {
    if (seen.has(name)) return;
    const text = readFileSync(new URL(name, DIST), "utf8");
    seen.set(name, text.length);
    for (const [, next] of text.matchAll(/from"\.\/(chunk-\w+\.js)"/g)) read(next!);
  };
  read("index.js");
  const first = [...seen.values()].reduce((sum, length) => sum + length, 0) - core;
  read("rest.js");
  const all = [...seen.values()].reduce((sum, length) => sum + length, 0) - core;
  assert.ok(first > 0 && first < all / 2, `${first} of ${all}`);
});

test.run();
