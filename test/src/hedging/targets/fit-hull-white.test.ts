import { suite } from "uvu";
import * as assert from "uvu/assert";
import { normals } from "../../../../src/core/noise.ts";
import { optionGreeks } from "../../../../src/core/options.ts";
import { fitHullWhite, type OptionChange } from "../../../../src/hedging/targets/fit-hull-white.ts";
import { within } from "../../../sample.ts";
import { refuses } from "../../description.ts";

const test = suite("fit Hull and White");
const [A, B, C] = [-0.25, 0.4, -0.3];

/** Days of options whose prices move as the model says, and by noise of so much. */
function history(count: number, noise: number, seed = 5): OptionChange[] {
  const draws = normals({ seed, paths: count, steps: 3 });
  return Array.from({ length: count }, (_, i) => {
    const years = 30 / 365,
      spot = 100,
      strike = 100 * Math.exp(0.12 * draws[i]!);
    const terms = { spot, strike, years, volatility: 0.55 };
    const greeks = optionGreeks(terms, ["delta", "vega"]);
    const delta = greeks.delta[0]!,
      vega = greeks.vega[0]!,
      spotChange = 3 * draws[count + i]!;
    const slope = (vega / (spot * Math.sqrt(years))) * (A + B * delta + C * delta * delta);
    const priceChange = (delta + slope) * spotChange + noise * draws[2 * count + i]!;
    return { spot, delta, vega, years, spotChange, priceChange };
  });
}

test("prices without noise give the three numbers back, and all the gain", () => {
  const { a, b, c, gain, delta } = fitHullWhite({ changes: history(50, 0) });
  assert.ok(Math.abs(a.value - A) < 1e-10 && Math.abs(b.value - B) < 1e-9);
  assert.ok(Math.abs(c.value - C) < 1e-9 && Math.abs(gain - 1) < 1e-12);
  assert.is(delta.a, a.value);
});

test("with noise they are within four standard errors, which fall as they should", () => {
  const few = fitHullWhite({ changes: history(1000, 0.2) }),
    many = fitHullWhite({ changes: history(16_000, 0.2) });
  for (const { a, b, c } of [few, many]) {
    within(a.value, A, a.standardError);
    within(b.value, B, b.standardError);
    within(c.value, C, c.standardError);
  }
  const ratio = few.a.standardError / many.a.standardError;
  assert.ok(ratio > 3 && ratio < 5.3, `${ratio}`);
  assert.ok(many.gain > 0 && many.gain < 1);
});

test("standard errors are those of repeated histories", () => {
  const fits = Array.from({ length: 200 }, (_, i) =>
    fitHullWhite({ changes: history(300, 0.2, i) }),
  );
  const mean = fits.reduce((sum, { a }) => sum + a.value, 0) / 200,
    variance = fits.reduce((sum, { a }) => sum + (a.value - mean) ** 2, 0) / 199;
  const said = fits.reduce((sum, { a }) => sum + a.standardError, 0) / 200;
  // a deviation of 200 has an error of 5 %
  assert.ok(Math.abs(said / Math.sqrt(variance) - 1) < 0.2);
});

test("a history that tells nothing is refused", () => {
  const still = history(20, 0.1).map((change) => ({ ...change, delta: 0.5 }));
  refuses(
    () => fitHullWhite({ changes: still }),
    RangeError,
    "changes must have options of at least three deltas, and moves of the spot",
  );
  refuses(
    () => fitHullWhite({ changes: history(5, 0) }),
    RangeError,
    "changes must have at least 10 changes, got an array of 5",
  );
});

test.run();
