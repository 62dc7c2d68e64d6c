import { suite } from "uvu";
import * as assert from "uvu/assert";
import { blackScholes } from "../../../src/pricing/black-scholes.ts";
import { lookbackPrice } from "../../../src/pricing/lookback-price.ts";
import { close, number, optionOf, table } from "./table.ts";

const test = suite("lookbacks");
const plain = { spot: 100, years: 0.8, volatility: 0.3, rate: 0.05, dividendYield: 0.02 };

test("floating lookbacks agree with Haug, pages 61 and 62", () => {
  const rows = table("lookback-floating-haug");
  assert.is(rows.length, 7);
  for (const row of rows) {
    const option = { ...optionOf(row), strike: "floating" as const, extreme: number(row.minmax) };
    close(lookbackPrice(option), number(row.result), number(row.tol), row.line);
  }
});

test("fixed lookbacks agree with Haug, pages 63 and 64", () => {
  const rows = table("lookback-fixed-haug");
  assert.is(rows.length, 18);
  for (const row of rows) {
    const price = lookbackPrice({ ...optionOf(row), extreme: number(row.minmax) });
    close(price, number(row.result), number(row.tol), row.line);
  }
});

test("a price goes through small and vanishing carry without a jump", () => {
  for (const kind of ["call", "put"] as const) {
    for (const strike of [90, 110, "floating"] as const) {
      const price = (carry: number) =>
        lookbackPrice({ ...plain, kind, strike, rate: 0.03, dividendYield: 0.03 - carry });
      // the closed form on both sides, the integral between them
      for (const carry of [0, 2e-5, -3e-5]) {
        const line = (price(carry + 1e-3) + price(carry - 1e-3)) / 2;
        close(price(carry), line, 2e-4);
      }
      const edge = 0.5e-3 * 0.09;
      close(price(edge * 1.0000001), price(edge * 0.9999999), 1e-8);
    }
  }
});

test("a fixed lookback is a floating one and a forward", () => {
  for (const extreme of [100, 108, 150]) {
    // the highest spot less 95, and the highest less the last
    const fixed = lookbackPrice({ ...plain, kind: "call", strike: 95, extreme });
    const floating = lookbackPrice({ ...plain, kind: "put", strike: "floating", extreme });
    const forward = 100 * Math.exp(-0.02 * 0.8) - 95 * Math.exp(-0.05 * 0.8);
    close(fixed - floating, forward, 1e-11);
  }
});

test("a lookback is worth more than its option, the more so with time", () => {
  const price = (years: number) => lookbackPrice({ ...plain, kind: "call", strike: 100, years });
  assert.ok(price(0.8) > blackScholes({ ...plain, kind: "call", strike: 100 }).price);
  assert.ok(price(1) > price(0.8));
});

test("at expiry and without volatility the extreme is known", () => {
  const over = { ...plain, years: 0, extreme: 120 };
  assert.is(lookbackPrice({ ...over, kind: "call", strike: 90 }), 30);
  assert.is(lookbackPrice({ ...over, kind: "put", strike: "floating" }), 20);
  const still = lookbackPrice({ ...plain, volatility: 0, kind: "call", strike: "floating" });
  close(still, 100 * (Math.exp(-0.02 * 0.8) - Math.exp(-0.05 * 0.8)), 1e-12);
  const slow = lookbackPrice({ ...plain, volatility: 1e-4, kind: "call", strike: "floating" });
  close(slow, still, 1e-3);
});

test("an extreme on the wrong side of the spot is an error", () => {
  assert.throws(
    () => lookbackPrice({ ...plain, kind: "call", strike: 100, extreme: 99 }),
    /^extreme must be at least the spot 100, got 99$/,
  );
  assert.throws(
    () => lookbackPrice({ ...plain, kind: "call", strike: "floating", extreme: 101 }),
    /^extreme must be at most the spot 100, got 101$/,
  );
});

test.run();
