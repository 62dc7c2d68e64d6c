import { suite } from "uvu";
import * as assert from "uvu/assert";
import { bookGreeks } from "../../../src/core/book-greeks.ts";
import { garch } from "../../../src/models/garch.ts";
import { geometricBrownian } from "../../../src/models/geometric-brownian.ts";
import { heston } from "../../../src/models/heston.ts";
import { merton } from "../../../src/models/merton.ts";
import type { Model } from "../../../src/models/model.ts";
import { usedModel } from "../../../src/models/numbers.ts";
import { regimeSwitching } from "../../../src/models/regime-switching.ts";
import { roughBergomi } from "../../../src/models/rough-bergomi.ts";
import { call } from "../../../src/portfolio/contracts.ts";
import {
  type LikelihoodRatioGreeks,
  type LikelihoodRatioGreeksOptions,
  likelihoodRatioGreeks,
} from "../../../src/portfolio/likelihood-ratio-greeks.ts";
import { monteCarloGreeks } from "../../../src/portfolio/monte-carlo-greeks.ts";
import { asian, barrier, digital, lookback } from "../../../src/portfolio/path-contracts.ts";
import { barrierPrice } from "../../../src/pricing/barrier-price.ts";
import { blackScholes } from "../../../src/pricing/black-scholes.ts";
import { digitalPrice } from "../../../src/pricing/digital-price.ts";
import { geometricAsianPrice } from "../../../src/pricing/geometric-asian-price.ts";
import { within } from "../../sample.ts";

const test = suite("likelihood ratio greeks");
const DAYS = 73;
const market = { spot: 100, rate: 0.03, dividendYield: 0.01 };
const base = { ...market, model: geometricBrownian({ volatility: 0.5 }) };

interface Terms {
  readonly spot: number;
  readonly rate: number;
  readonly dividendYield: number;
  readonly volatility: number;
  readonly years: number;
}
const TERMS: Terms = { ...market, volatility: 0.5, years: DAYS / 365 };

/** Greeks of a closed form by central differences, within 1e-4 of their size. */
function slopes(price: (terms: Terms) => number): Record<string, number> {
  const at = (spot = 0, volatility = 0, rate = 0) =>
    price({
      ...TERMS,
      spot: TERMS.spot + spot,
      volatility: TERMS.volatility + volatility,
      rate: TERMS.rate + rate,
    });
  const [s, v] = [0.1, 1e-3];
  return {
    price: at(),
    delta: (at(s) - at(-s)) / (2 * s),
    gamma: (at(s) - 2 * at() + at(-s)) / s ** 2,
    rho: (at(0, 0, 1e-4) - at(0, 0, -1e-4)) / 2e-4,
    vega: (at(0, v) - at(0, -v)) / (2 * v),
    vanna: (at(s, v) - at(-s, v) - at(s, -v) + at(-s, -v)) / (4 * s * v),
    volga: (at(0, v) - 2 * at() + at(0, -v)) / v ** 2,
  };
}

function agree(greeks: LikelihoodRatioGreeks, expected: Record<string, number>, what: string) {
  for (const [name, value] of Object.entries(expected)) {
    const estimate = greeks[name as "delta"];
    assert.ok(estimate.standardError > 0, name);
    within(estimate.value, value, estimate.standardError, `${what}: ${name}`);
  }
}

const cash = { kind: "call", strike: 100, cash: 10 } as const;
const asset = { kind: "put", strike: 90 } as const;
for (const steps of [undefined, 4]) {
  const how = steps ? `${steps} steps` : "one step";
  test(`Greeks of digitals and of a call in ${how} are those of their closed forms`, () => {
    const of = (contract: LikelihoodRatioGreeksOptions["contract"]) =>
      likelihoodRatioGreeks({ ...base, contract, steps });
    agree(
      of(digital({ ...cash, days: DAYS })),
      slopes((t) => digitalPrice({ ...t, ...cash })),
      "cash",
    );
    agree(
      of(digital({ ...asset, days: DAYS })),
      slopes((t) => digitalPrice({ ...t, ...asset, pays: "asset" })),
      "asset",
    );
    const vanilla = { kind: "call", strike: 110 } as const;
    agree(
      of(call({ strike: 110, days: DAYS })),
      slopes((t) => blackScholes({ ...t, ...vanilla }).price),
      "call",
    );
  });

  for (const [direction, knock, level, barrierType] of [
    ["down", "out", 85, "downOut"],
    ["up", "out", 130, "upOut"],
    ["down", "in", 85, "downIn"],
    ["up", "in", 130, "upIn"],
  ] as const) {
    test(`Greeks of a ${barrierType} barrier in ${how} are those of its closed form`, () => {
      const terms = { kind: "call", strike: 100 } as const;
      const contract = barrier({ ...terms, days: DAYS, level, direction, knock });
      agree(
        likelihoodRatioGreeks({ ...base, contract, steps }),
        slopes((t) => barrierPrice({ ...t, ...terms, barrierType, barrier: level })),
        barrierType,
      );
    });
  }
}

test("Greeks of a barrier watched after two steps are slopes of its integral", () => {
  const terms = { kind: "put", strike: 105 } as const;
  const contract = barrier({
    ...{ ...terms, days: DAYS, level: 90, direction: "down", knock: "out" },
    monitoring: "steps",
  });
  agree(
    likelihoodRatioGreeks({ ...base, contract, steps: 2 }),
    slopes((t) => twoLooks(t, 105, 90)),
    "two looks",
  );
});

/** A put that dies when the spot is below the level at half time or at the end, by Simpson's rule. */
function twoLooks(t: Terms, strike: number, level: number): number {
  const half = t.years / 2,
    deviation = t.volatility * Math.sqrt(half);
  const mean = Math.log(t.spot) + (t.rate - t.dividendYield - t.volatility ** 2 / 2) * half;
  const least = (Math.log(level) - mean) / deviation,
    most = 8,
    count = 2000,
    step = (most - least) / count;
  let sum = 0;
  for (let i = 0; i <= count; i++) {
    const z = least + i * step,
      now = { ...t, spot: Math.exp(mean + deviation * z), years: half };
    // the put less what it pays below the level: a put struck there, and the difference in cash
    const value =
      blackScholes({ ...now, kind: "put", strike }).price -
      blackScholes({ ...now, kind: "put", strike: level }).price -
      digitalPrice({ ...now, kind: "put", strike: level, cash: strike - level });
    const weight = i === 0 || i === count ? 1 : i % 2 ? 4 : 2;
    sum += (weight * value * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
  }
  return Math.exp(-t.rate * half) * sum * (step / 3);
}

test("Greeks of a geometric average of spots to come are those of its closed form", () => {
  const average = { average: "geometric", fromDays: 36.5, includesFirst: true } as const;
  const contract = asian({ kind: "call", strike: 100, days: DAYS, ...average });
  const fixings = [0.1, 0.15, 0.2];
  agree(
    likelihoodRatioGreeks({ ...base, contract, steps: 4 }),
    slopes((t) => geometricAsianPrice({ ...t, kind: "call", strike: 100, fixings })),
    "average",
  );
});

test("a digital under Merton has the Greeks of Poisson's mixture of digitals", () => {
  const jumps = { jumpsPerYear: 4, jumpMean: -0.03, jumpDeviation: 0.08 };
  const model = merton({ volatility: 0.5, ...jumps });
  const contract = digital({ ...cash, days: DAYS });
  agree(
    likelihoodRatioGreeks({ ...base, model, contract, steps: 1 }),
    slopes((t) => mixture(t, jumps)),
    "merton",
  );
});

/** Merton's (1976) sum over the number of jumps, of a cash digital. */
function mixture(
  t: Terms,
  { jumpsPerYear, jumpMean, jumpDeviation }: Record<string, number>,
): number {
  const expected = jumpsPerYear! * t.years,
    growth = Math.exp(jumpMean! + jumpDeviation! ** 2 / 2);
  let sum = 0,
    chance = Math.exp(-expected);
  for (let n = 0; n < 40; n++) {
    const variance = t.volatility ** 2 + (n * jumpDeviation! ** 2) / t.years;
    const spot = t.spot * growth ** n * Math.exp(-expected * (growth - 1));
    sum += chance * digitalPrice({ ...t, ...cash, spot, volatility: Math.sqrt(variance) });
    chance *= expected / (n + 1);
  }
  return sum;
}

test("a call under Heston has the pathwise delta and mixed gamma of the same scheme", () => {
  const model = heston({
    ...{ variance: 0.3, meanReversion: 3, longVariance: 0.2 },
    ...{ volatilityOfVariance: 0.8, correlation: -0.6 },
  });
  const contract = call({ strike: 105, days: DAYS });
  const greeks = likelihoodRatioGreeks({ ...market, dividendYield: 0, model, contract, steps: 20 });
  const used = usedModel(model, { drift: 0.03, scheme: "fullTruncation" });
  const time = { seed: 77, steps: 20, stepYears: DAYS / 365 / 20, rate: 0.03 };
  const options = [{ kind: 1, quantity: 1, strike: 105, expiry: 20 }] as const;
  const { book } = bookGreeks({ ...time, assets: [{ spot: 100, ...used }] }, options, 100_000);
  for (const name of ["price", "delta", "gamma"] as const) {
    const [ours, theirs] = [greeks[name], book[name]!];
    within(ours.value, theirs.value, Math.hypot(ours.standardError, theirs.standardError), name);
  }
  assert.is(greeks.vega, undefined);
});

const calm = { volatility: 0.3, drift: 0 };
const STEPPED: Readonly<Record<string, Model>> = {
  garch: garch({ omega: 1e-5, alpha: 0.1, beta: 0.85 }),
  regimes: regimeSwitching({
    regimes: [calm, { volatility: 0.8, drift: 0 }],
    transitions: [
      [0.95, 0.05],
      [0.1, 0.9],
    ],
  }),
};
for (const [name, model] of Object.entries(STEPPED)) {
  test(`delta and gamma of a call under ${name} are those of bumps`, () => {
    const contract = call({ strike: 100, days: 10 });
    const greeks = likelihoodRatioGreeks({ ...market, model, contract });
    const bumped = monteCarloGreeks({ ...market, model, contract, seed: 9 });
    for (const greek of ["delta", "gamma"] as const) {
      const error = Math.hypot(greeks[greek].standardError, bumped[greek].standardError);
      within(greeks[greek].value, bumped[greek].value, error, greek);
    }
  });
}

test("errors fall as the root of the paths, and grow as the first look comes near", () => {
  const contract = barrier({
    ...{ kind: "call", strike: 100, days: DAYS, level: 80, direction: "down", knock: "out" },
    monitoring: "steps",
  });
  const errors = (paths: number, steps: number) => {
    const { delta, gamma } = likelihoodRatioGreeks({ ...base, contract, paths, steps });
    return [delta.standardError, gamma.standardError] as const;
  };
  const [few, many, near] = [errors(4096, 16), errors(65_536, 16), errors(65_536, 64)];
  for (const k of [0, 1] as const) {
    assert.ok(Math.abs(Math.log(many[k] / few[k]) / Math.log(16) + 0.5) < 0.05, `paths ${k}`);
    const order = Math.log(near[k] / many[k]) / Math.log(4);
    assert.ok(Math.abs(order - (k + 1) / 2) < 0.1, `steps ${k}: ${order}`);
  }
});

test("a digital's likelihood ratio is surer than bumps that jump with it", () => {
  const contract = digital({ ...cash, days: DAYS });
  const ratio = likelihoodRatioGreeks({ ...base, contract });
  const bumped = monteCarloGreeks({ ...base, contract, steps: 1 });
  assert.ok(ratio.delta.standardError < bumped.delta.standardError / 5);
  assert.ok(ratio.gamma.standardError < bumped.gamma.standardError / 50);
});

const rough = { forwardVariance: 0.2, hurst: 0.1, eta: 1.5, correlation: -0.7 };
const BAD: readonly [string, Partial<LikelihoodRatioGreeksOptions>, RegExp][] = [
  [
    "a contract on the start",
    { contract: lookback({ kind: "call", days: 3 }) },
    /^contract must be a call, put, digital, asian or barrier, got lookback; use monteCarloGreeks$/,
  ],
  [
    "an average from now on",
    { contract: asian({ kind: "call", days: 3 }) },
    /^includesFirst must be false for an average from now on, got true/,
  ],
  [
    "a rebate",
    {
      contract: barrier({
        ...{ kind: "call", strike: 100, days: 3, level: 80, direction: "down", knock: "out" },
        rebate: 1,
      }),
    },
    /^rebate must be 0 for likelihood ratios, got 1$/,
  ],
  [
    "a model without Gaussian steps",
    { model: roughBergomi(rough) },
    /^model must have Gaussian steps, got roughBergomi; use monteCarloGreeks$/,
  ],
  [
    "a path's look under GARCH",
    {
      model: STEPPED.garch!,
      contract: asian({ kind: "call", days: 3, includesFirst: false }),
    },
    /^contract must be a call, put or digital under garch, got asian$/,
  ],
  ["too few paths", { paths: 10 }, /^paths must be at least 64, got 10$/],
];
for (const [what, change, message] of BAD) {
  test(`${what} is named`, () => {
    const contract = call({ strike: 100, days: 3 });
    assert.throws(() => likelihoodRatioGreeks({ ...base, contract, ...change }), message);
  });
}

test.run();
