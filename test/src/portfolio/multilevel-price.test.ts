import { suite } from "uvu";
import * as assert from "uvu/assert";
import { heston } from "../../../src/models/heston.ts";
import { merton } from "../../../src/models/merton.ts";
import { call } from "../../../src/portfolio/contracts.ts";
import { monteCarloPrice } from "../../../src/portfolio/monte-carlo-price.ts";
import { multilevelPrice } from "../../../src/portfolio/multilevel-price.ts";
import { asian } from "../../../src/portfolio/path-contracts.ts";
import { fourierPrice } from "../../../src/pricing/fourier-price.ts";
import { within } from "../../sample.ts";

const test = suite("multilevel price");
const model = heston({
  ...{ variance: 0.36, meanReversion: 2, longVariance: 0.36, volatilityOfVariance: 0.9 },
  correlation: -0.6,
});
const terms = { spot: 100, rate: 0.02, model, coarsest: 2 };

test("levels meet the semi-analytic price within error and bias", () => {
  const { price, bias, converged } = multilevelPrice({
    ...terms,
    contract: call({ strike: 100, days: 73 }),
    error: 0.05,
  });
  const exact = fourierPrice({
    model,
    spot: 100,
    strike: 100,
    years: 0.2,
    rate: 0.02,
    kind: "call",
  });
  assert.ok(converged);
  within(price.value, (exact as { price: number }).price, price.standardError + bias / 4);
});

test("an Asian option on the finest grid is what one level gives", async () => {
  const contract = asian({ kind: "call", strike: 100, days: 73, includesFirst: false });
  const { price, levels, bias } = multilevelPrice({ ...terms, contract, error: 0.04 });
  const steps = levels.at(-1)!.steps;
  const single = await monteCarloPrice({
    ...{ contracts: { contract }, market: { spot: 100, rate: 0.02 }, model },
    ...{ steps, paths: 40_000, sampling: "antithetic", controls: ["asset"] },
  });
  const { value, standardError } = single.prices.contract!;
  within(price.value, value, Math.hypot(price.standardError, standardError), `${bias}`);
});

test("the error is what was asked, and variances of differences fall from level to level", () => {
  const contract = call({ strike: 100, days: 73 });
  const { price, levels } = multilevelPrice({ ...terms, contract, error: 0.1, levels: 5 });
  assert.ok(price.standardError < 0.1);
  levels.slice(2).forEach(({ variance }, i) => {
    assert.ok(variance < levels[i + 1]!.variance, `level ${i + 2}`);
  });
});

test("a model with jumps is refused", () => {
  const jumps = merton({ volatility: 0.5, jumpsPerYear: 5, jumpMean: 0, jumpDeviation: 0.1 });
  assert.throws(
    () =>
      multilevelPrice({
        ...terms,
        model: jumps,
        contract: call({ strike: 1, days: 1 }),
        error: 1,
      }),
    /^model must be without jumps for levels$/,
  );
});

test.run();
