import { suite } from "uvu";
import * as assert from "uvu/assert";
import { normals } from "../../../src/core/noise.ts";
import { lowerTails } from "../../../src/core/tail.ts";
import { blackScholes } from "../../../src/pricing/black-scholes.ts";
import { filteredHistoricalRisk } from "../../../src/risk/filtered-historical-risk.ts";
import { historicalRisk } from "../../../src/risk/historical-risk.ts";
import { portfolio } from "../../../src/risk/portfolio.ts";
import { near, within } from "../../sample.ts";
import { BOOK, MARKET } from "./book.ts";

const test = suite("historical risk");
const DAYS = 600;

/** Prices whose variance follows GARCH(1,1). */
function prices(seed: number): number[] {
  const noise = normals({ paths: 1, steps: DAYS, seed });
  let [variance, log] = [0.0004, Math.log(100)];
  return [
    100,
    ...Array.from(noise, (z) => {
      const shock = Math.sqrt(variance) * z;
      variance = 2e-5 + 0.1 * shock ** 2 + 0.85 * variance;
      log += shock;
      return Math.exp(log);
    }),
  ];
}

const HISTORY = { BTC: prices(1), ETH: prices(2) };

test("value at risk and shortfall are those of a plain loop over the past", () => {
  const risk = historicalRisk({
    portfolio: BOOK,
    market: MARKET,
    prices: HISTORY,
    confidence: 0.95,
  });
  const value = (spots: Record<string, number>, passed: number) =>
    BOOK.holdings.reduce((sum, { underlying, quantity, contract }) => {
      const quote = { rate: 0, ...MARKET[underlying as "BTC" | "ETH"] },
        spot = spots[underlying]!;
      if (!("days" in contract)) return sum + quantity * spot;
      const years = (contract.days - passed) / 365;
      if (contract.type === "future") return sum + quantity * spot * Math.exp(quote.rate * years);
      const { price } = blackScholes({
        kind: contract.type,
        spot,
        strike: contract.strike,
        years,
        volatility: contract.volatility ?? quote.volatility,
        rate: quote.rate,
      });
      return sum + quantity * price;
    }, 0);
  const now = value({ BTC: 100, ETH: 10 }, 0);
  const losses = Array.from({ length: DAYS }, (_, t) => {
    const move = (name: "BTC" | "ETH") => HISTORY[name][t + 1]! / HISTORY[name][t]!;
    return now - value({ BTC: 100 * move("BTC"), ETH: 10 * move("ETH") }, 1);
  });
  for (const [t, profit] of risk.profits.entries()) near(profit, -losses[t]!, 1e-10);
  losses.sort((a, b) => b - a);
  near(risk.valueAtRisk.value, losses[29]!, 1e-10);
  near(risk.expectedShortfall.value, losses.slice(0, 30).reduce((a, b) => a + b) / 30, 1e-10);
  const { quantile, mean } = lowerTails(risk.profits, [0.05])[0]!;
  near(risk.valueAtRisk.value, -quantile, 1e-12);
  near(risk.expectedShortfall.value, -mean, 1e-12);
});

test("contributions add up, and standard errors are those of the tail at least", () => {
  const risk = historicalRisk({
    portfolio: BOOK,
    market: MARKET,
    prices: HISTORY,
    confidence: 0.95,
    steps: 5,
  });
  assert.is(risk.profits.length, DAYS - 4);
  assert.is(risk.horizonDays, 5);
  const sum = risk.contributions.reduce((all, each) => all + each.expectedShortfall.value, 0);
  near(sum, risk.expectedShortfall.value, 1e-10);
  const { meanError } = lowerTails(risk.profits, [0.05])[0]!;
  // windows that overlap know less than as many independent ones
  assert.ok(risk.expectedShortfall.standardError > meanError);
});

test("volatilities of the past move the options", () => {
  const volatilities = { BTC: HISTORY.ETH };
  const book = { portfolio: BOOK, market: MARKET, prices: HISTORY };
  assert.is.not(
    historicalRisk({ ...book, volatilities }).valueAtRisk.value,
    historicalRisk(book).valueAtRisk.value,
  );
});

test("filtered history is the residuals' tail at the volatility foreseen", async () => {
  const spot = portfolio({ BTC: [{ quantity: 1, contract: { type: "spot" } }] });
  const { valueAtRisk, fits } = await filteredHistoricalRisk({
    portfolio: spot,
    market: MARKET,
    prices: { BTC: HISTORY.BTC },
    confidence: 0.95,
    paths: 40_000,
  });
  const { residuals, nextDeviation, model } = fits.BTC!;
  const worst = residuals[Math.ceil(0.05 * residuals.length) - 1]!;
  const expected = 100 * (1 - Math.exp(model.mean + nextDeviation * worst));
  within(valueAtRisk.value, expected, valueAtRisk.standardError + 0.02 * expected);
});

test("filtered history over several steps has the variance that GARCH foresees", async () => {
  const spot = portfolio({ BTC: [{ quantity: 1, contract: { type: "spot" } }] });
  const ask = { portfolio: spot, market: MARKET, prices: { BTC: HISTORY.BTC }, paths: 20_000 };
  const [one, ten] = [
    await filteredHistoricalRisk({ ...ask, confidence: 0.9 }),
    await filteredHistoricalRisk({ ...ask, confidence: 0.9, steps: 10 }),
  ];
  const { parameters, persistence, nextDeviation } = one.fits.BTC!;
  const level = parameters.omega.value / (1 - persistence);
  let variance = 0;
  for (let k = 0; k < 10; k++) variance += level + persistence ** k * (nextDeviation ** 2 - level);
  const scale = Math.sqrt(variance) / nextDeviation;
  assert.ok(Math.abs(ten.valueAtRisk.value / (scale * one.valueAtRisk.value) - 1) < 0.12);
  assert.equal(
    (await filteredHistoricalRisk({ ...ask, steps: 10, confidence: 0.9 })).valueAtRisk,
    ten.valueAtRisk,
  );
});

test("too short a past, or none, is named in the error", () => {
  const ask = (history: Record<string, number[]>) => () =>
    historicalRisk({ portfolio: BOOK, market: MARKET, prices: history });
  assert.throws(ask({ BTC: HISTORY.BTC }), /^prices has no ETH, known are BTC$/);
  assert.throws(
    ask({ BTC: HISTORY.BTC.slice(0, 50), ETH: HISTORY.ETH.slice(0, 50) }),
    /^prices must give at least 100 moves, got 49$/,
  );
  assert.throws(
    ask({ BTC: HISTORY.BTC, ETH: HISTORY.ETH.slice(1) }),
    /^prices\.ETH has 600 values, expected 601$/,
  );
});

test.run();
