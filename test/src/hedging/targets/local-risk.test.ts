import { suite } from "uvu";
import * as assert from "uvu/assert";
import { optionGreeks } from "../../../../src/core/options.ts";
import type { StudyOptions } from "../../../../src/hedging/description.ts";
import { type DeltaHedgeOptions, deltaHedge } from "../../../../src/hedging/strategies.ts";
import { study } from "../../../../src/hedging/study.ts";
import { type LocalRiskOptions, localRisk } from "../../../../src/hedging/targets/local-risk.ts";
import { bates } from "../../../../src/models/bates.ts";
import { garch } from "../../../../src/models/garch.ts";
import { geometricBrownian } from "../../../../src/models/geometric-brownian.ts";
import { merton } from "../../../../src/models/merton.ts";
import { regimeSwitching } from "../../../../src/models/regime-switching.ts";
import { roughBergomi } from "../../../../src/models/rough-bergomi.ts";
import { type Book, book, long, short } from "../../../../src/portfolio/book.ts";
import { call, put } from "../../../../src/portfolio/contracts.ts";
import { refuses } from "../../description.ts";
import { type Decision, decisions, JUMPS, market, VARIANCE } from "./desk.ts";
import { localOptimum, mertonCumulant } from "./local-optimum.ts";

const test = suite("local risk");
const { rate } = market;
const DAYS = 8;
const sold = book(short(1, call({ strike: 100, days: DAYS })));
const JUMPY = { volatility: 0.3, jumpsPerYear: 20, jumpMean: -0.1, jumpDeviation: 0.05 };
const PATHS = Array.from({ length: 8 }, (_, i) => i);
const SEEDS = Array.from({ length: 5 }, (_, i) => 100 + i);
/** Growth of the discounted spot, a year: far from none. */
const DRIFT = 0.5;

const meanOf = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;

/** What is best to hold in closed form. */
function best(cumulant: ReturnType<typeof mertonCumulant>, { step, spot }: Decision): number {
  const discounted = spot * Math.exp((-rate * step) / 365),
    strike = 100 * Math.exp((-rate * DAYS) / 365);
  const terms = { cumulant, stepYears: 1 / 365, left: DAYS - step };
  return localOptimum({ ...terms, spot: discounted, strike });
}

const worlds = {
  "geometric Brownian motion": [
    geometricBrownian({ volatility: 0.4, drift: rate + DRIFT }),
    mertonCumulant({ volatility: 0.4 }, DRIFT),
  ],
  "Merton's jumps": [merton({ ...JUMPY, drift: rate + DRIFT }), mertonCumulant(JUMPY, DRIFT)],
} as const;

for (const [name, [model, cumulant]] of Object.entries(worlds)) {
  test(`under ${name} with a drift it is the closed form, off by 1 / sqrt(pilots)`, () => {
    const held = (options: LocalRiskOptions) =>
      decisions(model, { delta: localRisk({ intervals: 4, ...options }) }, PATHS, sold);
    const all = held({ paths: 400 }).map((decision) => best(cumulant, decision));
    const off = (paths: number) => {
      const squares = SEEDS.flatMap((seed) =>
        held({ paths, seed }).map((decision, i) => (decision.held - all[i]!) ** 2),
      );
      return Math.sqrt(meanOf(squares));
    };
    const slope = Math.log(off(16_000) / off(1000)) / Math.log(16);
    assert.ok(Math.abs(slope + 0.5) < 0.1, `slope ${slope}`);
  });
}

/** Mean over seeds of what is held at the start, without a drift unless given, and its error. */
function atStart(
  every: string,
  position: Book,
  model: Parameters<typeof decisions>[0] = geometricBrownian({ volatility: 0.4, drift: rate }),
) {
  const held = Array.from({ length: 8 }, (_, i) => {
    const delta = localRisk({ paths: 16_000, seed: 50 + i });
    return decisions(model, { every, delta }, [0], position)[0]!.held;
  });
  const value = meanOf(held),
    variance = held.reduce((sum, x) => sum + (x - value) ** 2, 0) / (held.length - 1);
  return { value, standardError: Math.sqrt(variance / held.length) };
}

test("the longer the steps, the farther it is from Black's delta: a quotient of differences", () => {
  const greeks = (spot: number) => {
    const terms = { spot, strike: 100, years: 24 / 365, volatility: 0.4, rate };
    return optionGreeks(terms, ["price", "delta"]);
  };
  const { price, delta } = greeks(100);
  const position = book(short(1, call({ strike: 100, days: 24 })));
  for (const days of [12, 6, 3]) {
    const growth = Math.exp((0.16 * days) / 365),
      quotient = (greeks(100 * growth).price[0]! - price[0]!) / (100 * (growth - 1));
    const { value, standardError } = atStart(`${days}d`, position);
    const errors = (expected: number) => (value - expected) / standardError;
    assert.ok(Math.abs(errors(quotient)) < 4, `${days} days: ${errors(quotient)} errors`);
    if (days > 3) assert.ok(Math.abs(errors(delta[0]!)) > 4, `${days} days: as Black's`);
  }
});

test("what expires half way to the next decision is hedged by half", () => {
  const forward = [long(1, call({ strike: 95, days: 2 })), short(1, put({ strike: 95, days: 2 }))];
  const position = book(...forward, long(1, call({ strike: 1e4, days: 8 })));
  const { value, standardError } = atStart("4d", position),
    expected = -1 / (1 + Math.exp((0.16 * 2) / 365));
  assert.ok(Math.abs(value - expected) < 4 * standardError, `${value} +- ${standardError}`);
});

test("with one decision it is the minimum-variance ratio: covariance over variance", () => {
  const model = merton({ ...JUMPY, drift: rate + DRIFT }),
    { value, standardError } = atStart(`${DAYS}d`, sold, model);
  const ratio = localOptimum({
    ...{ cumulant: mertonCumulant(JUMPY, DRIFT), stepYears: DAYS / 365, left: 1 },
    ...{ spot: 100, strike: 100 * Math.exp((-rate * DAYS) / 365) },
  });
  assert.ok(Math.abs(value - ratio) < 4 * standardError, `${value} +- ${standardError}, ${ratio}`);
});

/** Paired differences of standard deviations, in their errors: above 0 where local risk leaves less. */
async function lead(
  options: Partial<StudyOptions>,
  other: DeltaHedgeOptions,
  pilots: LocalRiskOptions = { paths: 16_000 },
) {
  const { every, ...rest } = other,
    beside = every === undefined ? {} : { every };
  const strategies = {
    other: deltaHedge({ ...beside, ...rest }),
    local: deltaHedge({ ...beside, delta: localRisk(pilots) }),
  };
  const { differences } = await study({
    ...{ book: sold, market, costs: { type: "proportional", rate: 0 }, paths: 20_000, strategies },
    ...options,
  });
  const { value, standardError } = differences[0]!.standardDeviation;
  return value / standardError;
}

test("under jumps it leaves less than Black's delta, and no more than minimumVariance", async () => {
  const model = merton({ ...JUMPY, drift: rate });
  assert.ok((await lead({ model }, { volatility: "model" })) > 4);
  assert.ok((await lead({ model }, { delta: "minimumVariance" }, {})) > -2);
});

test("where variance moves it leaves less than what leaves jumps or the variance out", async () => {
  const paths = 10_000,
    soon = book(short(1, call({ strike: 100, days: 6 })));
  const stormy = bates({ ...VARIANCE, ...JUMPS, drift: rate });
  assert.ok((await lead({ model: stormy, paths, book: soon }, { delta: "minimumVariance" })) > 4);
  const rough = { forwardVariance: 0.3, hurst: 0.1, eta: 1.9, correlation: -0.7, drift: rate };
  assert.ok((await lead({ model: roughBergomi(rough), paths }, { volatility: "model" })) > 4);
});

const regimes = [
  { drift: 0.2, volatility: 0.3 },
  { drift: -0.4, volatility: 0.9 },
];
const transitions = [
  [0.97, 0.03],
  [0.1, 0.9],
];
const everywhere = {
  merton: merton({ ...JUMPY, drift: DRIFT }),
  bates: bates({ ...VARIANCE, ...JUMPS, drift: DRIFT }),
  garch: garch({ omega: 2e-5, alpha: 0.12, beta: 0.86, mean: 0.001 }),
  regimes: regimeSwitching({ regimes, transitions }),
};

for (const [name, model] of Object.entries(everywhere)) {
  test(`a forward made of options is hedged by its units under ${name}`, () => {
    // one expires at a decision, one with it the last, one after the study's end
    const forward = (units: number, days: number) => [
      long(units, call({ strike: 95, days })),
      short(units, put({ strike: 95, days })),
    ];
    const position = book(...forward(1, 4), ...forward(2, 8), ...forward(4, 20));
    const all = decisions(
      model,
      { every: "2d", delta: localRisk({ paths: 2000 }) },
      [0, 7],
      position,
      10,
    );
    for (const { step, held } of all) {
      const day = (20 * step) / all.length,
        units = 4 + (day < 8 ? 2 : 0) + (day < 4 ? 1 : 0);
      assert.ok(Math.abs(held + units) < 1e-3, `day ${day}: ${held}`);
    }
  });
}

test("the bits do not depend on how a study is split", async () => {
  const strategies = { local: deltaHedge({ delta: localRisk({ paths: 1000 }) }) },
    model = merton(JUMPY);
  const run = (workers: number, chunk?: number) =>
    study({ book: sold, market, model, strategies, paths: 4096 }, { workers, chunk });
  const one = JSON.stringify(await run(1));
  assert.ok(JSON.stringify(await run(1, 512)) === one);
  for (const workers of [2, 3]) assert.ok(JSON.stringify(await run(workers)) === one);
});

test("bad input is named", async () => {
  refuses(
    () => localRisk({ paths: 799 }),
    RangeError,
    "paths must be at least 100 an interval, got 799",
  );
  refuses(
    () => localRisk({ paths: 2.5 }),
    RangeError,
    "paths must be a positive whole number, got 2.5",
  );
  refuses(() => localRisk({ intervals: 65 }), RangeError, "intervals must be at most 64, got 65");
  refuses(
    () => localRisk({ seed: 0.5 }),
    RangeError,
    "seed must be a whole number from 0, got 0.5",
  );
  refuses(() => localRisk({ degree: 3 } as never), TypeError, "degree is not an option here");
  const said = (options: LocalRiskOptions, more: object = {}, hedge: DeltaHedgeOptions = {}) =>
    study({
      ...{ book: sold, market, model: merton(JUMPY), paths: 64, ...more },
      strategies: { local: deltaHedge({ ...hedge, delta: localRisk(options) }) },
    }).then(
      () => "",
      ({ name, message }: Error) => `${name}: ${message}`,
    );
  assert.is(await said({ seed: 1 }), "RangeError: delta.seed must not be the study's own, got 1");
  assert.is(
    await said({ paths: 2e6 }),
    "RangeError: delta.paths must be at most 1864135 with 9 decisions and expiries, got 2000000",
  );
  assert.is(
    await said({}, { settlement: "coin" }),
    "RangeError: delta localRisk is of books settled in quote, got coin",
  );
  assert.is(
    await said({}, { model: geometricBrownian({ volatility: 0 }) }),
    "RangeError: model must move the spot for delta localRisk, got a volatility of 0",
  );
  assert.is(
    await said({}, { deliveryWindow: "30m" }),
    "RangeError: deliveryWindow must be left out beside a delta localRisk, got 30m",
  );
  assert.is(
    await said({}, {}, { volatility: "model" }),
    "RangeError: volatility must be left out beside a delta localRisk, got one",
  );
});

test.run();
