import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  calibrateGarch,
  calibrateVolatility,
  call,
  embeddedPrices,
  markets,
  monteCarloPrice,
  simulateReturns,
} from "../../../../src/index.ts";
import { btcEthTable } from "../../../../src/models/presets/btc-eth-table.ts";
import { btcTable } from "../../../../src/models/presets/btc-table.ts";
import { levelsOf, pairTable, presetPrices } from "../../../../src/models/presets/make.ts";

import { moments } from "../../../sample.ts";

const test = suite("markets");
const coins = [markets.btc, markets.eth] as const;
const all = [...coins, markets.sp500] as const;

/** Both numbers alike to a part in 100,000: other processors round logarithms otherwise. */
function alike(got: number, kept: number, name: string): void {
  if (Number.isNaN(kept)) return void assert.ok(Number.isNaN(got), name);
  assert.ok(Math.abs(got - kept) <= 1e-5 * Math.abs(kept), `${name}: ${got}, expected ${kept}`);
}

function alikeTrees(got: unknown, kept: unknown, name: string): void {
  if (typeof kept === "number") alike(got as number, kept, name);
  else if (typeof kept !== "object" || kept === null) assert.is(got, kept, name);
  else
    for (const key of Object.keys(kept))
      alikeTrees((got as never)[key], (kept as never)[key], `${name}.${key}`);
}

test("a market is read once, is frozen to its leaves and survives JSON", () => {
  assert.is(markets.btc, markets.btc);
  assert.ok(Object.isFrozen(markets.btc.models.merton));
  assert.ok(Object.isFrozen(markets.eth.chains.crash.fits.svcj.parameters));
  const again = JSON.parse(JSON.stringify(markets.btc.models));
  assert.equal(again, markets.btc.models);
});

test("every estimate has an error, or says by NaN that there is none", () => {
  const fits = all.flatMap(({ fits }) => Object.values(fits));
  const estimates = fits.flatMap(({ parameters }) => Object.values(parameters));
  assert.ok(estimates.length > 100);
  for (const { value, standardError } of estimates) {
    assert.ok(Number.isFinite(value));
    assert.ok(standardError > 0 || Number.isNaN(standardError));
  }
});

test("every figure says where it is from, when it was made and how to make it again", () => {
  for (const { provenance } of [...all, markets.btcEth]) {
    assert.ok(provenance.length > 0);
    for (const { source, from, to, count, made, command } of provenance) {
      assert.ok(source.length > 20 && count > 100);
      assert.ok(Date.parse(from) <= Date.parse(to) && Date.parse(to) < Date.parse(made));
      assert.is(command, "npm run presets");
    }
  }
});

test("models fitted to one history agree on its variance", () => {
  for (const { volatility, models, name } of all) {
    const { merton, kou } = models;
    const jumps = merton.jumpsPerYear * (merton.jumpMean ** 2 + merton.jumpDeviation ** 2);
    const up = 2 * kou.upProbability * kou.upMean ** 2;
    const down = 2 * (1 - kou.upProbability) * kou.downMean ** 2;
    const variances = [
      merton.volatility ** 2 + jumps,
      kou.volatility ** 2 + kou.jumpsPerYear * (up + down),
    ];
    const far = 4 * volatility.standardError;
    for (const variance of variances)
      assert.ok(Math.abs(Math.sqrt(variance) - volatility.value) < far, name);
  }
});

test("the variances of simulated GARCH start from the sample's, and the returns keep it", () => {
  for (const { models, volatility, name } of coins) {
    for (const model of [models.garch, models.gjrGarch, models.filteredHistorical]) {
      const { omega, alpha, beta, stepDays } = model;
      const gamma = "gamma" in model ? model.gamma : 0;
      const long = omega / (1 - alpha - beta - gamma / 2);
      assert.ok(Math.abs(Math.sqrt((365 * long) / stepDays) / volatility.value - 1) < 1e-3, name);
      const returns = simulateReturns({ model, steps: 30, paths: 4000 }).map((path) =>
        path.reduce((sum, x) => sum + (x - model.mean) ** 2, 0),
      );
      const { mean, standardError } = moments(returns);
      assert.ok(Math.abs(mean / 30 - long) < (4 * standardError) / 30 + 0.03 * long, name);
    }
  }
});

test("the residual table has the mean and the variance of standardised residuals, and their tails", () => {
  for (const { models } of all) {
    const { innovations } = models.filteredHistorical;
    if (innovations.type !== "filtered-historical") throw new Error("expected residuals");
    const { residuals } = innovations;
    assert.is(residuals.length, 199);
    const mean = residuals.reduce((sum, z) => sum + z, 0) / 199;
    const moment = (power: number) =>
      residuals.reduce((sum, z) => sum + (z - mean) ** power, 0) / 199;
    assert.ok(Math.abs(mean) < 0.1 && Math.abs(moment(2) - 1) < 0.03);
    assert.ok(moment(4) / moment(2) ** 2 > 3.5);
  }
});

test("in the crash variance is higher than on the calm day, and its correlation more negative", () => {
  for (const { chains } of coins) {
    const [calm, crash] = [chains.calm.models.heston, chains.crash.models.heston];
    assert.ok(crash.variance > 2 * calm.variance);
    assert.ok(crash.correlation < calm.correlation);
  }
});

test("spreads are there for both days, wider in volatility far in the money than at it", () => {
  for (const { spreads } of coins) {
    for (const rows of [spreads.calm, spreads.crash]) {
      assert.is(rows.length, 40);
      const at = (low: number) => rows.find((r) => r.days[0] === 35 && r.delta[0] === low)!;
      assert.ok(at(0.45).volatilityPoints! < at(0.85).volatilityPoints!);
    }
  }
});

test("a preset model prices without further ado", async () => {
  const { spot, models, volatility } = markets.btc;
  const { prices } = await monteCarloPrice({
    contracts: { call: call({ strike: spot, days: 30 }) },
    market: { spot },
    model: models.merton,
    paths: 10_000,
  });
  const { value, standardError } = prices.call!;
  const rough = 0.4 * spot * volatility.value * Math.sqrt(30 / 365);
  assert.ok(Math.abs(value / rough - 1) < 0.2 && standardError < 0.03 * value);
});

test("the figures of the S&P 500 come out of the embedded prices again", async () => {
  const prices = embeddedPrices();
  const { volatility, drift } = calibrateVolatility(prices);
  alikeTrees(volatility, markets.sp500.volatility, "volatility");
  alikeTrees(drift, markets.sp500.drift, "drift");
  const again = await calibrateGarch({ prices, kind: "gjr" });
  alikeTrees(again.parameters, markets.sp500.fits.gjrGarch.parameters, "gjrGarch");
});

// Series are not kept here: HEDGELAB_DATA names a folder that has them.
const data = process.env.HEDGELAB_DATA;
const real = data === undefined ? test.skip : test;
if (data === undefined)
  console.log("skipped: presets of real series, set HEDGELAB_DATA to make them again");

real("the figures of Bitcoin come out of its prices, funding and basis again", async () => {
  const prices = presetPrices(data!, "btc");
  assert.is(prices.prices.length, btcTable.provenance[0]!.count);
  alikeTrees(calibrateVolatility(prices).volatility, markets.btc.volatility, "volatility");
  const again = await calibrateGarch({ prices, innovations: "student-t" });
  alikeTrees(again.parameters, markets.btc.fits.garchStudent.parameters, "garchStudent");
  const { funding, basis } = levelsOf(data!, "btc");
  alikeTrees(funding, btcTable.funding, "funding");
  alikeTrees(basis, btcTable.basis, "basis");
});

real("the correlations of Bitcoin and Ether come out of their prices again", async () => {
  const { provenance: _, ...kept } = btcEthTable;
  alikeTrees(await pairTable(data!), kept, "btcEth");
});

test.run();
