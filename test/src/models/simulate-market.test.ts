import { suite } from "uvu";
import * as assert from "uvu/assert";
import { garch } from "../../../src/models/garch.ts";
import { geometricBrownian } from "../../../src/models/geometric-brownian.ts";
import { heston } from "../../../src/models/heston.ts";
import { jointModel } from "../../../src/models/joint-model.ts";
import { ornsteinUhlenbeck } from "../../../src/models/ornstein-uhlenbeck.ts";
import { simulateMarket } from "../../../src/models/simulate-market.ts";
import { correlation, moments, within } from "../../sample.ts";

const test = suite("simulate market");
const PATHS = 1 << 14;
const BTC = heston({
  ...{ variance: 0.4, meanReversion: 3, longVariance: 0.4, volatilityOfVariance: 0.5 },
  ...{ correlation: -0.3, drift: 0.1 },
});
const ETH = geometricBrownian({ volatility: 0.8, drift: 0.2 });
const assets = { btc: { spot: 100, model: BTC }, eth: { spot: 40, model: ETH } };
const correlations = [
  [1, 0.7],
  [0.7, 1],
];
const funding = {
  of: "btc",
  level: ornsteinUhlenbeck({
    ...{ level: 0.1, meanReversion: 20, longLevel: 0.05, volatility: 0.8 },
    correlations: { returns: 0.5, variance: -0.4 },
  }),
};
const basis = {
  of: "eth",
  level: ornsteinUhlenbeck({
    ...{ level: 0, meanReversion: 5, longLevel: 0.02, volatility: 0.3 },
    correlations: { returns: -0.6 },
  }),
};

const change = (after: Float64Array, before: Float64Array, of = (x: number) => x) =>
  after.map((x, i) => of(x) - of(before[i]!));
const near = (x: Float64Array, y: Float64Array, expected: number, what: string) =>
  within(correlation(x, y), expected, (1 - expected ** 2) / Math.sqrt(PATHS), what);

test("assets and levels have the correlations asked for, within a short step", () => {
  const levels = { funding, basis };
  const short = { steps: 1, stepDays: 0.01, paths: PATHS };
  const market = simulateMarket({ assets, levels, correlations, ...short });
  const returns = (name: "btc" | "eth") => {
    const [before, after] = market.spots[name] as [Float64Array, Float64Array];
    return change(after, before, Math.log);
  };
  const shocks = (name: "funding" | "basis") => {
    const [before, after] = market.levels[name] as [Float64Array, Float64Array];
    return change(after, before);
  };
  const [v0, v1] = market.variances.btc as [Float64Array, Float64Array];
  near(returns("btc"), returns("eth"), 0.7, "returns");
  near(returns("btc"), shocks("funding"), 0.5, "funding");
  near(change(v1, v0), shocks("funding"), -0.4, "funding and variance");
  near(returns("eth"), shocks("basis"), -0.6, "basis");
  near(returns("btc"), change(v1, v0), -0.3, "leverage");
  // what two levels share is what their assets share
  const entry = 0.5 / Math.sqrt(1 - ((-0.4 + 0.3 * 0.5) / Math.sqrt(0.91)) ** 2);
  const share = Math.sqrt(1 - ((-0.4 + 0.3 * 0.5) / Math.sqrt(0.91)) ** 2);
  near(shocks("funding"), shocks("basis"), share * entry * -0.6 * 0.7, "levels");
});

test("every asset keeps its own distribution, in the real and in the pricing world", () => {
  for (const rate of [undefined, 0.05]) {
    const market = simulateMarket({
      ...{ assets, correlations, tailDegrees: 3, steps: 20, paths: PATHS, rate },
    });
    const years = 20 * market.stepYears;
    for (const [name, spot, drift] of [
      ["btc", 100, 0.1],
      ["eth", 40, 0.2],
    ] as const) {
      const { mean, standardError } = moments(market.spots[name]![20]!);
      within(mean, spot * Math.exp((rate ?? drift) * years), standardError, name);
    }
  }
});

test("moving correlations follow joint moves, and return to the matrix on average", () => {
  const plain = geometricBrownian({ volatility: 0.5 });
  const two = { a: { spot: 1, model: plain }, b: { spot: 1, model: plain } };
  const moving = { a: 0.1, b: 0.85, long: correlations };
  const market = simulateMarket({ assets: two, correlations: moving, steps: 2, paths: 1 << 17 });
  const returns = (name: "a" | "b", t: number) => {
    const rows = market.spots[name]!;
    return change(rows[t + 1]!, rows[t]!, Math.log);
  };
  const [a0, b0, a1, b1] = [returns("a", 0), returns("b", 0), returns("a", 1), returns("b", 1)];
  // after moves apart the next correlation is lower than after moves together
  const after = (together: boolean) => {
    const picked = [...a0.keys()].filter((i) => a0[i]! * b0[i]! > 0 === together);
    const take = (x: Float64Array) => Float64Array.from(picked, (i) => x[i]!);
    return [correlation(take(a1), take(b1)), 1 / Math.sqrt(picked.length)] as const;
  };
  const [[high, highError], [low, lowError]] = [after(true), after(false)];
  assert.ok(high - low > 4 * Math.hypot(highError, lowError) * 0.51, `${high} ${low}`);
});

test("the same seed gives the same bits, another other ones", () => {
  const of = (seed: number) =>
    simulateMarket({ assets, correlations, levels: { funding }, steps: 5, paths: 20, seed });
  assert.equal(of(3), of(3));
  assert.not.equal(of(3).spots, of(4).spots);
});

test("a joint model is plain data, and its steps are those of its models", () => {
  const steps = garch({ omega: 1e-5, alpha: 0.1, beta: 0.85, stepDays: 0.25 });
  const joint = jointModel({ assets: { ...assets, sol: { spot: 5, model: steps } } });
  assert.equal(JSON.parse(JSON.stringify(joint)), joint);
  assert.is(simulateMarket({ ...joint, steps: 2 }).stepYears, 0.25 / 365);
  assert.throws(
    () => simulateMarket({ ...joint, steps: 2, stepDays: 1 }),
    /^stepDays must be the models' own 0.25, got 1$/,
  );
  const other = garch({ omega: 1e-5, alpha: 0.1, beta: 0.85 });
  assert.throws(
    () => simulateMarket({ assets: { ...joint.assets, x: { spot: 1, model: other } }, steps: 2 }),
    /^assets.x.model must have steps of 0.25 days, got 1$/,
  );
});

test("what cannot be joined is named", () => {
  const moving = { a: 0.1, b: 0.85, long: correlations };
  const bad = (options: object, message: RegExp) =>
    assert.throws(() => simulateMarket({ assets, correlations, steps: 2, ...options }), message);
  bad({ correlations: moving, levels: { funding } }, /^correlations must stand still beside lev/);
  bad({ correlations: { ...moving, b: 0.95 } }, /^correlations.b must be below 1 - a, got 0.95$/);
  bad({ levels: { btc: funding } }, /^levels.btc must not bear the name of an asset$/);
  const tied = { ...funding, of: "eth" };
  bad({ levels: { tied } }, /^variance must be 0 beside geometricBrownian, whose variance has no/);
});

test.run();
