import { suite } from "uvu";
import * as assert from "uvu/assert";
import { whalleyWilmott } from "../../../../src/hedging/bands.ts";
import { proportionalCosts } from "../../../../src/hedging/costs.ts";
import { optimalHedge } from "../../../../src/hedging/frontier/optimal-hedge.ts";
import {
  deviationRisk,
  entropicRisk,
  varianceRisk,
} from "../../../../src/hedging/outcomes/risk-measures.ts";
import { deltaHedge, holdUnits } from "../../../../src/hedging/strategies.ts";
import { study } from "../../../../src/hedging/study.ts";
import { moments, within } from "../../../sample.ts";
import { options } from "../options.ts";

const test = suite("optimal-hedge");
const held = options({ strategies: { hold: holdUnits({ units: 5 }) }, paths: 4000 });

/** The static hedge of least variance is a regression of what the book pays on the spot. */
test("the units of least variance are those of least squares", async () => {
  const found = await optimalHedge({
    ...{ study: { ...held, costs: proportionalCosts({ rate: 0 }) }, strategy: "hold" },
    ...{ parameter: "units", between: [0, 10], risk: varianceRisk() },
  });
  // Var(a + h b) is a parabola in h: its vertex from three values is exact
  const variance = async (units: number) => {
    const { strategies } = await study({
      ...held,
      ...{ strategies: { hold: holdUnits({ units }) }, costs: proportionalCosts({ rate: 0 }) },
    });
    return strategies.hold!.standardDeviation.value ** 2;
  };
  const [zero, five, ten] = [await variance(0), await variance(5), await variance(10)];
  const exact = (5 * (zero! - ten!)) / (2 * (zero! + ten! - 2 * five!)) + 5;
  assert.ok(
    Math.abs((found.optimum as number) - exact) < 1e-6 * exact,
    `${found.optimum} ${exact}`,
  );
  assert.ok(found.interior && found.standardError! > 0);
});

test("with costs there is an interval that is best, neither the shortest nor the longest", async () => {
  const found = await optimalHedge({
    study: options({ costs: proportionalCosts({ rate: 0.002 }), paths: 8000 }),
    ...{ strategy: "daily", parameter: "every" },
    ...{ among: ["6h", "12h", "1d", "2d", "3d", "5d", "10d"], costWeight: 1 },
  });
  assert.ok(found.interior, `${found.optimum}`);
  const chances = found.curve.map(({ chance }) => chance!);
  assert.ok(Math.abs(chances.reduce((sum, chance) => sum + chance, 0) - 1) < 1e-9);
  assert.equal(found.strategy, deltaHedge({ every: found.optimum as string }));
});

test("the optimum's error is its spread over independent seeds", async () => {
  const found = [];
  for (let seed = 0; seed < 24; seed++) {
    found.push(
      await optimalHedge({
        study: options({ costs: proportionalCosts({ rate: 0.005 }), paths: 2000, seed: 40 + seed }),
        ...{ strategy: "band", parameter: "band", between: [0.1, 8], risk: deviationRisk() },
      }),
    );
  }
  const spread = moments(found.map(({ optimum }) => optimum as number)).deviation;
  const told = moments(found.map(({ standardError }) => standardError!)).mean;
  within(spread / told, 1, 1 / Math.sqrt(2 * 23));
});

test("a wider band is best as costs rise, by their cube root", async () => {
  // Whalley and Wilmott (1997): of least entropic risk, for small costs; all in units of the spot
  const band = async (rate: number) =>
    optimalHedge({
      study: options({
        ...{ strategies: { band: deltaHedge({ every: "2h", band: 1 }) }, paths: 2000 },
        costs: proportionalCosts({ rate }),
      }),
      ...{ strategy: "band", parameter: "band", between: [0.05, 5], costWeight: 0 },
      risk: entropicRisk({ riskAversion: 0.02 }),
    });
  const [cheap, dear] = [await band(0.0005), await band(0.004)];
  const log = (found: typeof cheap) => ({
    value: Math.log(found.optimum as number),
    error: found.standardError! / (found.optimum as number),
  });
  const [low, high] = [log(cheap), log(dear)];
  const slope = (high.value - low.value) / Math.log(8),
    error = Math.hypot(low.error, high.error) / Math.log(8);
  within(slope, 1 / 3, error + 0.02, "slope");
});

test("the risk aversion of Whalley and Wilmott that one has is the best to hedge by", async () => {
  const riskAversion = 0.02;
  const found = await optimalHedge({
    study: options({
      strategies: { ww: deltaHedge({ every: "2h", band: whalleyWilmott({ riskAversion }) }) },
      ...{ costs: proportionalCosts({ rate: 0.0005 }), paths: 2000 },
    }),
    ...{ strategy: "ww", parameter: "band.riskAversion", between: [0.001, 1] },
    ...{ risk: entropicRisk({ riskAversion }), costWeight: 0 },
  });
  // a small-cost expansion: a band of the right size within a third
  const width = Math.cbrt(riskAversion / (found.optimum as number));
  assert.ok(width > 0.67 && width < 1.5, `${found.optimum} +- ${found.standardError}`);
});

test("an optimum at a bound says so, and has no error", async () => {
  const found = await optimalHedge({
    ...{ study: options({ paths: 500 }), strategy: "band", parameter: "band" },
    ...{ between: [0.5, 2], costWeight: 1000 },
  });
  assert.is(found.optimum, 2);
  assert.is(found.interior, false);
  assert.is(found.standardError, null);
});

test("excess over the optimum is paired, and nothing tried is better beyond doubt", async () => {
  const { curve, optimum } = await optimalHedge({
    ...{ study: options({ paths: 1000 }), strategy: "band", parameter: "band" },
    ...{ between: [0.05, 10] as const, costWeight: 2 },
  });
  const at = curve.find(({ value }) => value === optimum)!;
  assert.equal(at.excess, { value: 0, standardError: 0 });
  assert.ok(curve.every(({ excess }) => excess.value >= -3 * excess.standardError));
  assert.ok(curve.some(({ excess, objective }) => excess.standardError < objective.standardError));
  const values = curve.map(({ value }) => value as number);
  assert.equal(
    values,
    [...values].sort((a, b) => a - b),
  );
});

test("bad questions are named", async () => {
  const ask = { study: options(), strategy: "band", parameter: "band" };
  const message = (more: object) =>
    optimalHedge({ ...ask, ...more }).then(
      () => assert.unreachable(),
      (error: Error) => error.message,
    );
  assert.is(await message({}), "options must have either between or among, got an object");
  assert.is(
    await message({ between: [2, 1] }),
    "between must be in increasing order, got an array of 2",
  );
  assert.is(
    await message({ strategy: "bond", between: [1, 2] }),
    "strategy must be one of none, daily, band, got bond",
  );
  assert.is(
    await message({ between: [1, 2], costWeight: -1 }),
    "costWeight must not be negative, got -1",
  );
});

test.run();
