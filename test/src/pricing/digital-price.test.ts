import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  type AmericanDigitalOptions,
  americanDigitalPrice,
} from "../../../src/pricing/american-digital-price.ts";
import { barrierPrice } from "../../../src/pricing/barrier-price.ts";
import { blackScholes } from "../../../src/pricing/black-scholes.ts";
import { type DigitalOptions, digitalPrice } from "../../../src/pricing/digital-price.ts";
import { gapPrice } from "../../../src/pricing/gap-price.ts";
import { close, number, optionOf, slope, table } from "./table.ts";

const test = suite("digitals");
const plain = {
  spot: 100,
  strike: 105,
  years: 0.7,
  volatility: 0.3,
  rate: 0.04,
  dividendYield: 0.01,
};
const KINDS = ["call", "put"] as const;

test("European digitals and gaps agree with Haug, pages 88 to 90", () => {
  for (const row of table("digital-cash-or-nothing-european-haug")) {
    close(digitalPrice({ ...optionOf(row), cash: 10 }), number(row.result), number(row.tol));
  }
  for (const row of table("digital-asset-or-nothing-european-haug")) {
    close(digitalPrice({ ...optionOf(row), pays: "asset" }), number(row.result), number(row.tol));
  }
  for (const row of table("digital-gap-european-haug")) {
    close(gapPrice({ ...optionOf(row), payoffStrike: 57 }), number(row.result), number(row.tol));
  }
});

for (const pays of ["cash", "asset"] as const) {
  for (const paid of ["atHit", "atExpiry"] as const) {
    test(`American digitals of ${pays} paid ${paid} agree with Haug, pages 92 to 95`, () => {
      const rows = table(`digital-${pays}-at-${paid === "atHit" ? "hit" : "expiry"}-american-haug`);
      assert.ok(rows.length >= 4);
      for (const row of rows) {
        const knock = row.knockin === "true" ? "in" : "out";
        const price = americanDigitalPrice({ ...optionOf(row), pays, paid, knock, cash: 15 });
        close(price, number(row.result), Math.max(number(row.tol), 1e-14), row.line);
      }
    });
  }
}

test("a digital is less the slope of the option by the strike", () => {
  for (const kind of KINDS) {
    const price = (strike: number) => blackScholes({ ...plain, kind, strike }).price;
    const sign = kind === "call" ? -1 : 1;
    close(digitalPrice({ ...plain, kind }), sign * slope(price, 105, 1e-3), 1e-8);
    close(
      digitalPrice({ ...plain, kind }),
      Math.abs(blackScholes({ ...plain, kind }).strikeDelta),
      1e-15,
    );
  }
});

test("asset or nothing less strikes of cash or nothing is the option", () => {
  for (const kind of KINDS) {
    for (const strike of [0, 60, 100, 400]) {
      const option = { ...plain, kind, strike },
        sign = kind === "call" ? 1 : -1;
      const parts = digitalPrice({ ...option, pays: "asset" }) - strike * digitalPrice(option);
      close(gapPrice({ ...option, payoffStrike: strike }), sign * parts, 1e-13);
      if (strike > 0) close(sign * parts, blackScholes(option).price, 1e-12);
    }
  }
});

test("calls and puts that pay the same make it certain", () => {
  const sum = (change: Partial<DigitalOptions>) =>
    KINDS.map((kind) => digitalPrice({ ...plain, kind, ...change })).reduce((a, b) => a + b);
  close(sum({ cash: 3 }), 3 * Math.exp(-0.04 * 0.7), 1e-14);
  close(sum({ pays: "asset" }), 100 * Math.exp(-0.01 * 0.7), 1e-12);
});

test("what touching pays and what not touching pays make it certain", () => {
  for (const [kind, strike] of [
    ["call", 120],
    ["put", 80],
  ] as const) {
    for (const [pays, whole] of [
      ["cash", Math.exp(-0.04 * 0.7)],
      ["asset", 100 * Math.exp(-0.01 * 0.7)],
    ] as const) {
      const one = { ...plain, kind, strike, pays, paid: "atExpiry" as const };
      const both = americanDigitalPrice(one) + americanDigitalPrice({ ...one, knock: "out" });
      close(both, whole, 1e-12);
    }
  }
});

test("an asset paid at the touch is as many units of cash as the strike has", () => {
  for (const [kind, strike] of [
    ["call", 120],
    ["put", 80],
  ] as const) {
    const option = { ...plain, kind, strike };
    const asset = americanDigitalPrice({ ...option, pays: "asset" });
    close(asset, americanDigitalPrice({ ...option, cash: strike }), 1e-13);
    // the rebate of a barrier option whose payoff is out of reach
    const rebate = barrierPrice({
      ...option,
      kind,
      strike: kind === "call" ? 1e9 : 0,
      barrierType: kind === "call" ? "upOut" : "downOut",
      barrier: strike,
      rebate: strike,
    });
    close(asset, rebate, 1e-12);
  }
});

test("a touch is twice as likely as an end beyond, without drift", () => {
  const still = { spot: 100, years: 0.7, volatility: 0.3, rate: 0.045, dividendYield: 0 };
  const touch = americanDigitalPrice({ ...still, kind: "call", strike: 130, paid: "atExpiry" });
  close(touch, 2 * digitalPrice({ ...still, kind: "call", strike: 130 }), 1e-15);
});

test("rates below any real power of the spot are priced as those just above them", () => {
  // (carry / variance - 1/2)^2 + 2 rate / variance is 0 at the rate -drift^2 / (2 variance)
  const price = (rate: number) =>
    americanDigitalPrice({
      ...{ kind: "call", spot: 100, strike: 120, years: 2, volatility: 0.3, rate },
      dividendYield: rate - 0.06,
    } as AmericanDigitalOptions);
  const edge = -((0.06 - 0.045) ** 2) / (2 * 0.09);
  close(price(edge - 1e-9), price(edge + 1e-9), 1e-8);
  const rate = -0.08,
    step = 1e-3;
  const second = (price(edge + step) - 2 * price(edge) + price(edge - step)) / step ** 2;
  assert.ok(second > 0 && second < 10, `${second}`);
  assert.ok(price(rate) > price(edge));
});

test("at expiry and without volatility a digital pays all or nothing", () => {
  for (const limit of [{ years: 0 }, { volatility: 0, rate: 0, dividendYield: 0 }]) {
    const option = { ...plain, ...limit };
    assert.is(digitalPrice({ ...option, kind: "call", strike: 99 }), 1);
    assert.is(digitalPrice({ ...option, kind: "call", strike: 100 }), 0);
    assert.is(digitalPrice({ ...option, kind: "put", strike: 99, pays: "asset" }), 0);
    assert.is(americanDigitalPrice({ ...option, kind: "call", strike: 101 }), 0);
    assert.is(americanDigitalPrice({ ...option, kind: "call", strike: 100, cash: 7 }), 7);
  }
});

test("a digital that knocks out cannot pay at the touch", () => {
  assert.throws(
    () => americanDigitalPrice({ ...plain, kind: "call", knock: "out" }),
    /^paid must be atExpiry for a digital that knocks out, got "atHit"$/,
  );
});

test.run();
