import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { normals } from "../../../src/core/noise.ts";
import { fundingSeries, fundingStatistics } from "../../../src/market/funding-series.ts";
import { readFunding } from "../../../src/market/read-funding.ts";
import { near, within } from "../../sample.ts";

const test = suite("funding");
const folder = mkdtempSync(join(tmpdir(), "hedgelab-"));
test.after(() => rmSync(folder, { recursive: true }));

const HOUR = 3_600_000;
const START = Date.UTC(2026, 0, 1);
const every = (hours: number, count: number) =>
  Array.from({ length: count }, (_, i) => START + i * hours * HOUR);

function file(text: string): string {
  writeFileSync(join(folder, "x.csv"), text);
  return join(folder, "x.csv");
}

test("eight-hour rates are annualised by 1095 a year", () => {
  const series = fundingSeries({ name: "x", times: every(8, 100), rates: Array(100).fill(1e-4) });
  assert.is(series.interval, 8 * HOUR);
  const { annualMean, deviation, positiveShare } = fundingStatistics(series);
  near(annualMean.value, 0.1095, 1e-12);
  near(annualMean.standardError, 0, 1e-12);
  near(deviation, 0, 1e-12);
  assert.is(positiveShare, 1);
});

test("daily means of eight-hour rates are too, when the file is said to have them", () => {
  const rows = every(24, 40).map((time) => `${new Date(time).toISOString().slice(0, 10)},0.0001`);
  const path = file(["date,funding", ...rows].join("\n"));
  near(fundingStatistics(readFunding(path)).annualMean.value, 0.0365, 1e-12);
  near(fundingStatistics(readFunding(path, { rateHours: 8 })).annualMean.value, 0.1095, 1e-12);
});

test("gaps and repeated rows are reported, two rates of one time are an error", () => {
  const times = [0, 1, 2, 2, 5, 6, 7, 8].map((i) => START + 8 * HOUR * i);
  const rates = [1, 2, 3, 3, 4, 5, 6, 7].map((rate) => rate / 1e4);
  const series = fundingSeries({ name: "x", times, rates });
  assert.equal(series.gaps, [{ from: times[2], to: times[4] }]);
  assert.equal(series.duplicates, [times[2]]);
  assert.is(series.times.length, 7);
  const clash = { name: "x", times, rates: rates.map((rate, i) => (i === 3 ? 9 : rate)) };
  assert.throws(
    () => fundingSeries(clash),
    /^x: a time must have one rate, got 0\.0003 and 9 at 2026-01-01T16:00:00Z$/,
  );
});

test("times of a zone are noted, and moved when the zone is told", () => {
  const rows = every(8, 40).map(
    (time) => `${new Date(time + 3 * HOUR).toISOString().slice(0, 19)},1e-4`,
  );
  const path = file(["Date,Funding Rate", ...rows].join("\n"));
  const noted = readFunding(path);
  assert.match(
    noted.notes.at(-1)!,
    /^times are 3 h after 00:00, 08:00 and 16:00 UTC: set utcOffset/,
  );
  const moved = readFunding(path, { utcOffset: 3 });
  assert.equal(moved.times, every(8, 40));
  assert.is(moved.notes.at(-1), "times were taken as 3 h ahead of UTC");
});

test("milliseconds of delay are no gap", () => {
  const times = every(8, 10).map((time, i) => time + (i % 3));
  const series = fundingSeries({ name: "x", times, rates: Array(10).fill(0) });
  assert.is(series.interval, 8 * HOUR);
  assert.equal(series.gaps, []);
});

test("autocorrelation and the error of the mean are those of an autoregression", () => {
  const [n, memory] = [20_000, 0.6];
  const z = normals({ paths: n, steps: 1, seed: 3 });
  const rates = [...z];
  for (let i = 1; i < n; i++) rates[i] = memory * rates[i - 1]! + z[i]!;
  const series = fundingSeries({ name: "x", times: every(8, n), rates });
  const { autocorrelation, annualMean } = fundingStatistics(series, { lags: 60 });
  // Bartlett: an autocorrelation at lag 1 has variance (1 - memory^2) / n.
  within(autocorrelation[0]!, memory, Math.sqrt((1 - memory ** 2) / n));
  const expected = (1 / (1 - memory) / Math.sqrt(n)) * 1095;
  near(annualMean.standardError / expected, 1, 0.1);
  within(annualMean.value, 0, expected);
});

test("what is no funding series is told", () => {
  assert.throws(() => readFunding(file("a,b\n1,2\n")), /x\.csv: no time column among "a", "b"$/);
  assert.throws(
    () => readFunding(file("date,funding_mean,funding_abs\n2024-01-01,1,1\n")),
    /rate column is ambiguous, name one of "funding_mean", "funding_abs"$/,
  );
  assert.throws(
    () => readFunding(file("date,rate\n2024-01-01,x\n")),
    /row 2: rate must be a number, got "x"$/,
  );
  assert.throws(
    () => readFunding(file("date,rate\n2024-01-01,1\n")),
    /needs at least 2 rows, got 1$/,
  );
  assert.throws(() => readFunding(folder, { utcOffset: 99 }), /^utcOffset must lie between/);
  const series = fundingSeries({ name: "x", times: every(8, 5), rates: [1, 2, 3, 4, 5] });
  assert.throws(
    () => fundingStatistics(series),
    /^lags must be below the 5 rates there are, got 30$/,
  );
});

const data = process.env.HEDGELAB_DATA;
const onData = data === undefined ? test.skip : test;
if (data === undefined) console.log("skipped: real funding, set HEDGELAB_DATA to test on it");

onData("two files of Binance, one in another zone, tell one history", () => {
  const name = "BTC-USDT_binance_2020-01-01_2024-01-01_funding_history.csv";
  const far = readFunding(`${data}/funding/${name}`, { utcOffset: 3 });
  const near = readFunding(`${data}/spot-perp-8h/binance-8h-utc.derived.csv.gz`, {
    rate: "btc_perp_usdt_funding",
  });
  assert.is(far.times.length, 4383);
  assert.equal([far.gaps.length, far.duplicates.length], [0, 0]);
  // Exchanges book funding some milliseconds late.
  const minute = (time: number) => Math.round(time / 60_000);
  const rates = new Map(far.times.map((time, i) => [minute(time), far.rates[i]]));
  const shared = near.times
    .map((time, i) => [rates.get(minute(time)), near.rates[i]])
    .filter(([a]) => a !== undefined);
  assert.is(shared.length, 3 * 365);
  const same = shared.filter(([a, b]) => Math.abs(a! - b!) < 1e-8).length;
  assert.is(same, shared.length);
});

test.run();
