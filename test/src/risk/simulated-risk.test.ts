import { suite } from "uvu";
import * as assert from "uvu/assert";
import { normalQuantile } from "../../../src/core/functions.ts";
import { call } from "../../../src/portfolio/contracts.ts";
import { blackScholes } from "../../../src/pricing/black-scholes.ts";
import { deltaGammaRisk } from "../../../src/risk/delta-gamma-risk.ts";
import { portfolio } from "../../../src/risk/portfolio.ts";
import { type SimulatedRiskOptions, simulatedRisk } from "../../../src/risk/simulated-risk.ts";
import { moments, near, within } from "../../sample.ts";
import { BOOK, FACTORS, MARKET } from "./book.ts";

const test = suite("simulated risk");
const base = { portfolio: BOOK, market: MARKET, factors: FACTORS, confidence: 0.99 };
const one = { factors: [{ underlying: "BTC", of: "spot" as const, deviation: 0.6 }] };
const SAMPLINGS = ["plain", "importance", "stratified"] as const;

for (const sampling of SAMPLINGS) {
  test(`the risk of one short call by ${sampling} sampling is its price at the spot's quantile`, () => {
    const terms = { kind: "call" as const, strike: 110, volatility: 0.6, rate: 0.03 };
    const price = (spot: number, days: number) =>
      blackScholes({ ...terms, spot, years: days / 365 }).price;
    const at = (tail: number) =>
      price(100 * Math.exp((-normalQuantile(tail) * 0.6) / Math.sqrt(365)), 19) - price(100, 20);
    const { valueAtRisk, expectedShortfall } = simulatedRisk({
      ...base,
      portfolio: portfolio({ BTC: [{ quantity: -1, contract: call({ strike: 110, days: 20 }) }] }),
      factors: one,
      sampling,
      paths: 20_000,
    });
    within(valueAtRisk.value, at(0.01), valueAtRisk.standardError);
    let mean = 0;
    for (let i = 0; i < 4000; i++) mean += at((0.01 * (i + 0.5)) / 4000) / 4000;
    within(expectedShortfall.value, mean, expectedShortfall.standardError + 1e-5);
  });

  test(`standard errors by ${sampling} sampling are the spread of estimates from other seeds`, () => {
    const runs = Array.from({ length: 12 }, (_, seed) =>
      simulatedRisk({ ...base, sampling, paths: 2000, seed: 100 + seed }),
    );
    const pick = [
      (run: (typeof runs)[number]) => run.valueAtRisk,
      (run: (typeof runs)[number]) => run.expectedShortfall,
      (run: (typeof runs)[number]) => run.contributions[0]!.expectedShortfall,
    ];
    for (const estimate of pick) {
      const { deviation, deviationError } = moments(runs.map((run) => estimate(run).value));
      const told = moments(runs.map((run) => estimate(run).standardError)).mean;
      assert.ok(
        Math.abs(deviation - told) < 4 * deviationError + 0.15 * told,
        `told ${told}, found ${deviation}`,
      );
    }
  });
}

test("importance and strata agree with plain sampling on a book of two coins", () => {
  const plain = simulatedRisk({ ...base, sampling: "plain", paths: 100_000 });
  for (const sampling of ["importance", "stratified"] as const) {
    const run = simulatedRisk({ ...base, sampling, paths: 20_000 });
    for (const of of ["valueAtRisk", "expectedShortfall"] as const) {
      const error = Math.hypot(run[of].standardError, plain[of].standardError);
      within(run[of].value, plain[of].value, error, of);
      run.contributions.forEach((each, i) => {
        const other = plain.contributions[i]![of];
        within(
          each[of].value,
          other.value,
          Math.hypot(each[of].standardError, other.standardError),
          `${of} of ${i}`,
        );
      });
    }
  }
});

test("sampling where losses are takes more than a hundredth of the variance away", () => {
  const ratio = (options: Partial<SimulatedRiskOptions>) =>
    simulatedRisk({ ...base, paths: 20_000, ...options }).varianceRatio;
  near(ratio({ sampling: "plain" }), 1, 0.2);
  assert.ok(ratio({ sampling: "importance" }) > 10);
  assert.ok(ratio({ sampling: "stratified" }) > 100);
  assert.ok(ratio({ sampling: "stratified", confidence: 0.999 }) > 400);
});

test("contributions add up to the risk, whatever the sampling", () => {
  for (const sampling of SAMPLINGS) {
    const { contributions, ...risk } = simulatedRisk({ ...base, sampling, paths: 8000 });
    for (const of of ["valueAtRisk", "expectedShortfall"] as const) {
      const sum = contributions.reduce((total, each) => total + each[of].value, 0);
      near(sum, risk[of].value, 1e-10, `${of} by ${sampling}`);
    }
  }
});

test("contributions are near those of the quadratic where moves are small", () => {
  const small = { ...base, horizonDays: 0.01 };
  const exact = deltaGammaRisk(small);
  const { contributions } = simulatedRisk({ ...small, paths: 40_000 });
  contributions.forEach(({ expectedShortfall: { value, standardError } }, i) => {
    const expected = exact.contributions[i]!.expectedShortfall.value;
    within(value, expected, standardError + 2e-3 * Math.abs(expected));
  });
});

test("a seed gives the same numbers again, another seed others", () => {
  const ask = (seed: number) => simulatedRisk({ ...base, paths: 2000, seed });
  assert.equal(ask(5), ask(5));
  assert.is.not(ask(5).valueAtRisk.value, ask(6).valueAtRisk.value);
});

test("a book that does not move has the risk of its decay alone", () => {
  const still = { factors: [{ underlying: "BTC", of: "spot" as const, deviation: 0 }] };
  const run = simulatedRisk({
    ...base,
    portfolio: portfolio({ BTC: [{ quantity: 1, contract: { type: "future", days: 90 } }] }),
    factors: still,
    paths: 100,
  });
  const decay = 100 * (Math.exp((0.03 * 90) / 365) - Math.exp((0.03 * 89) / 365));
  near(run.valueAtRisk.value, decay);
  near(run.expectedShortfall.value, decay);
});

test.run();
