import { suite } from "uvu";
import * as assert from "uvu/assert";
import { proportionalCosts } from "../../../src/hedging/costs.ts";
import { deltaHedge, unhedged } from "../../../src/hedging/strategies.ts";
import { frozen, refuses, roundTrips } from "../description.ts";

const test = suite("strategies");

test("strategies are plain, frozen data that survives JSON", () => {
  assert.equal(unhedged(), { type: "unhedged" });
  assert.equal(deltaHedge(), { type: "deltaHedge", every: "1d" });
  const banded = deltaHedge({ every: "4h", band: 0.1 });
  assert.equal(banded, { type: "deltaHedge", every: "4h", band: 0.1 });
  for (const strategy of [unhedged(), deltaHedge(), banded]) {
    frozen(strategy);
    roundTrips(strategy);
  }
});

test("what is wrong with a strategy is said", () => {
  const of = (options: object) => () => deltaHedge(options);
  const rule = 'every must be a duration such as "1d", "4h" or "30m"';
  refuses(of({ every: "daily" }), RangeError, `${rule}, got "daily"`);
  refuses(of({ every: "0h" }), RangeError, `${rule}, got "0h"`);
  refuses(of({ every: "-1d" }), RangeError, `${rule}, got "-1d"`);
  refuses(of({ every: "1.5d" }), RangeError, `${rule}, got "1.5d"`);
  refuses(of({ every: "" }), RangeError, `${rule}, got ""`);
  refuses(of({ every: 4 }), TypeError, `${rule}, got 4`);
  refuses(of({ band: -0.1 }), RangeError, "band must not be negative, got -0.1");
  refuses(of({ band: "wide" }), TypeError, 'band must be a number, got "wide"');
  refuses(of({ width: 1 }), TypeError, "width is not an option here");
});

test("costs are five basis points unless given", () => {
  assert.equal(proportionalCosts(), { type: "proportional", rate: 0.0005 });
  const free = proportionalCosts({ rate: 0 });
  assert.is(free.rate, 0);
  frozen(free);
  roundTrips(free);
});

test("what is wrong with costs is said", () => {
  const of = (options: object) => () => proportionalCosts(options);
  refuses(of({ rate: -1 }), RangeError, "rate must not be negative, got -1");
  refuses(of({ rate: 1 }), RangeError, "rate must be a fraction below 1, got 1");
  refuses(of({ rate: null }), TypeError, "rate must be a number, got null");
  refuses(of({ fee: 0.1 }), TypeError, "fee is not an option here");
});

test.run();
