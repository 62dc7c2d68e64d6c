import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type PriceSeries, priceSeries } from "../../../src/market/price-series.ts";
import { readPrices } from "../../../src/market/read-prices.ts";
import { calibrateVolatility } from "../../../src/models/calibrate-volatility.ts";

const test = suite("calibrate-volatility");
const DAY = 86_400_000;
const START = Date.UTC(2024, 0, 1);

/** A series with these log returns, one a day unless other days are given. */
function series(returns: number[], day = (index: number) => index): PriceSeries {
  const prices = [100];
  for (const value of returns) prices.push(prices.at(-1)! * Math.exp(value));
  const times = prices.map((_, index) => START + day(index) * DAY);
  return priceSeries({ name: "x", times, prices });
}

function near(actual: number, expected: number, relative = 1e-9): void {
  const error = Math.abs(actual - expected);
  assert.ok(error <= relative * Math.abs(expected), `${actual} is not ${expected}`);
}

const alternating = Array.from({ length: 100 }, (_, index) => (index % 2 === 0 ? 0.02 : -0.02));

test("returns of plus and minus 2 % a day have their closed-form volatility", () => {
  const { volatility, drift, excessKurtosis, ...rest } = calibrateVolatility(series(alternating));
  const variance = (0.02 ** 2 * 100) / 99;
  near(volatility.value, Math.sqrt(variance * 365));
  near(drift.value, (variance / 2) * 365);
  near(excessKurtosis, -2);
  assert.is(rest.returns, 100);
  near(rest.periodsPerYear, 365);
  assert.is(rest.interval, DAY);
  assert.is(rest.from, START);
  assert.is(rest.to, START + 100 * DAY);
  near(rest.logLikelihood, -50 * (Math.log(2 * Math.PI * 0.02 ** 2) + 1));
});

test("the standard errors follow from the fourth moment", () => {
  const { volatility, drift } = calibrateVolatility(series(alternating));
  const variance = (0.02 ** 2 * 100) / 99;
  // Var(s^2) = (mu4 - (n - 3) / (n - 1) s^4) / n, with mu4 = 0.02^4 here and no third moment.
  const ofVariance = (0.02 ** 4 - (97 / 99) * variance ** 2) / 100;
  near(volatility.standardError, (Math.sqrt(365) * Math.sqrt(ofVariance)) / 2 / variance ** 0.5);
  near(drift.standardError, 365 * Math.sqrt(variance / 100 + ofVariance / 4));
});

test("a jump makes the volatility less certain than normal returns would", () => {
  const { volatility, returns } = calibrateVolatility(series([...alternating, -0.3]));
  const normal = volatility.value / Math.sqrt(2 * returns);
  assert.ok(volatility.standardError > 3 * normal);
});

test("volatility does not depend on the calendar, only on the time that passes", () => {
  const weekdays = (index: number) => Math.floor(index / 5) * 7 + (index % 5);
  const { volatility, periodsPerYear } = calibrateVolatility(series(alternating, weekdays));
  near(periodsPerYear, (365 * 100) / 140);
  near(volatility.value, Math.sqrt(((0.02 ** 2 * 100) / 99) * periodsPerYear));
});

test("a window uses the most recent returns", () => {
  const { volatility, returns, from } = calibrateVolatility(
    series([...alternating.map((value) => 5 * value), ...alternating]),
    { window: 100 },
  );
  assert.is(returns, 100);
  assert.is(from, START + 100 * DAY);
  near(volatility.value, calibrateVolatility(series(alternating)).volatility.value);
});

test("the parameters are those of the model's maker", () => {
  const { parameters, volatility, drift } = calibrateVolatility(series(alternating));
  assert.equal(parameters, { volatility, drift });
});

test("errors name the rule and the value", () => {
  const short = series([0.1, -0.1]);
  const flat = series(Array.from({ length: 20 }, () => 0));
  const whole = series(alternating);
  assert.throws(
    () => calibrateVolatility(short),
    /^x: volatility needs at least 10 returns, got 2$/,
  );
  assert.throws(() => calibrateVolatility(flat), /^x: prices must vary, got 100 only$/);
  assert.throws(
    () => calibrateVolatility(whole, { window: 101 }),
    /^window must be at most the 100 returns there are, got 101$/,
  );
  assert.throws(
    () => calibrateVolatility(whole, { window: 0 }),
    /^window must be a positive whole number, got 0$/,
  );
});

// Real prices are not kept here: HEDGELAB_DATA names a folder that has them.
const data = process.env.HEDGELAB_DATA;
const real = data === undefined ? test.skip : test;
if (data === undefined) console.log("skipped: real prices, set HEDGELAB_DATA to test on them");

real("hourly BTC, 2019 to 2025, has 65.0 % a year and an excess kurtosis of 44", () => {
  const btc = readPrices(`${data}/btc-hourly/btc-hourly-2019-11_2025-05.csv.gz`);
  const { volatility, periodsPerYear, excessKurtosis } = calibrateVolatility(btc);
  assert.equal(btc.gaps, []);
  assert.is(periodsPerYear, 8760);
  assert.is((volatility.value / Math.sqrt(8760)).toFixed(5), "0.00694");
  assert.is(volatility.value.toFixed(3), "0.650");
  assert.is(excessKurtosis.toFixed(0), "44");
});

real("daily BTC, 2015 to 2020, has a deviation of 3.96 % a day", () => {
  const file = `${data}/btc-eth-daily/BTC-USD.csv`;
  assert.throws(() => readPrices(file), /row 90: time must be unique, got 2016-03-27 twice/);
  const btc = readPrices(file, { duplicates: "first" });
  const { volatility, periodsPerYear } = calibrateVolatility(btc);
  assert.is((volatility.value / Math.sqrt(periodsPerYear)).toFixed(4), "0.0396");
});

test.run();
