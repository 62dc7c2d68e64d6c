import { suite } from "uvu";
import * as assert from "uvu/assert";
import { garch, priceSeries, simulateReturns } from "../../../src/index.ts";
import { calibrationTables } from "../../../src/replication/calibration-table.ts";
import { kernelDensity } from "../../../src/replication/kernel-density.ts";
import { kernelDensityTables } from "../../../src/replication/kernel-density-table.ts";
import { table } from "../../../src/replication/make.ts";
import { moments } from "../../sample.ts";

const test = suite("kernel density of a segment");
const DAY = 86_400_000;
const START = Date.UTC(2018, 0, 1);

/** Closes whose returns have a GARCH(1,1), long enough for a window of 365 and 40 days. */
function closes(days: number) {
  const model = garch({ omega: 4e-5, alpha: 0.1, beta: 0.875 });
  const [returns] = simulateReturns({ model, steps: days - 1, paths: 1, stepDays: 1, seed: 5 });
  const prices = [1000];
  for (const r of returns!) prices.push(prices.at(-1)! * Math.exp(r));
  return priceSeries({ name: "made up", times: prices.map((_, i) => START + i * DAY), prices });
}

const of = {
  prices: closes(460),
  from: new Date(START + 400 * DAY).toISOString().slice(0, 10),
  to: new Date(START + 440 * DAY).toISOString().slice(0, 10),
};

test("there is a deviation for every day, and a residual more for the day before", async () => {
  const { deviations, residuals } = await kernelDensity(of);
  assert.is(deviations.length, 41);
  assert.is(residuals.length, 42);
  assert.equal(
    residuals,
    [...residuals].sort((a, b) => a - b),
  );
});

test("deviations are of the size of the returns, residuals of about one", async () => {
  const { deviations, residuals } = await kernelDensity(of);
  const { deviation } = moments(residuals);
  assert.ok(deviation > 0.6 && deviation < 1.4, `deviation ${deviation}`);
  assert.ok(deviations.every((d) => d > 0.015 && d < 0.12));
});

test("what is foreseen on a day knows no later price", async () => {
  const { times, prices } = of.prices;
  const cut = priceSeries({
    ...{ name: "cut", times: times.slice(0, 411) },
    prices: prices.slice(0, 411),
  });
  const to = new Date(START + 410 * DAY).toISOString().slice(0, 10);
  const whole = await kernelDensity(of),
    part = await kernelDensity({ ...of, prices: cut, to });
  assert.equal(part.deviations, whole.deviations.slice(0, 11));
});

test("the tables hold a deviation for every calibrated day, and the residuals of all days", () => {
  const days = { BULLISH: 185, CALM: 125, COVID: 153 } as const;
  for (const [name, count] of Object.entries(days)) {
    const { deviations, residuals } = kernelDensityTables[name as keyof typeof days];
    assert.is(deviations.length, calibrationTables[name as keyof typeof days].days.length);
    assert.is(residuals.length, count);
  }
});

test("the tables have the moments of residuals that an independent fit found", () => {
  // mean and deviation of an own fit by other software to the same closes, two to three digits
  const found = { BULLISH: [0.128, 0.962], CALM: [-0.011, 0.709], COVID: [0.024, 0.688] } as const;
  for (const [name, [mean, deviation]] of Object.entries(found)) {
    const own = moments(kernelDensityTables[name as keyof typeof found].residuals);
    assert.ok(Math.abs(own.mean - mean) < 0.002, `${name}: mean ${own.mean}`);
    assert.ok(Math.abs(own.deviation - deviation) < 0.01, `${name}: deviation ${own.deviation}`);
  }
});

test("days outside the prices are named", async () => {
  const message = (options: object) =>
    kernelDensity({ ...of, ...options }).then(
      () => "",
      (error: Error) => error.message,
    );
  assert.is(await message({ to: "2030-01-01" }), "to must be a day of the prices, got 2030-01-01");
  const early = "2018-06-01";
  assert.is(await message({ from: early }), `prices must start 366 days before ${early}`);
  assert.is(await message({ window: 20 }), "window must be at least 100, got 20");
});

// Real prices are not kept here: HEDGELAB_DATA names a folder that has them.
const data = process.env.HEDGELAB_DATA;
if (data === undefined) {
  console.log("skipped: the tables made again from real closes, set HEDGELAB_DATA to test on them");
} else {
  test("the table of CALM can be made again from the closes", async () => {
    const made = await table(data, "CALM");
    const kept = kernelDensityTables.CALM;
    made.deviations.forEach((deviation, i) => {
      assert.ok(Math.abs(deviation / kept.deviations[i]! - 1) < 1e-4);
    });
    made.residuals.forEach((residual, i) => {
      assert.ok(Math.abs(residual - kept.residuals[i]!) < 1e-4);
    });
  });
}

test.run();
