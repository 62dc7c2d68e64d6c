import { suite } from "uvu";
import * as assert from "uvu/assert";
import { HEDGE_FIELDS, hedgeColumns, tracePath } from "../../../../src/core/hedging.ts";
import { optionGreeks } from "../../../../src/core/options.ts";
import { proportionalCosts, venueCosts } from "../../../../src/hedging/costs.ts";
import { customHedge, type HedgeRule } from "../../../../src/hedging/custom/custom-hedge.ts";
import { type StudyOptions, studyDescription } from "../../../../src/hedging/description.ts";
import { grid, lower } from "../../../../src/hedging/plan.ts";
import { deltaHedge, holdUnits } from "../../../../src/hedging/strategies.ts";
import { study } from "../../../../src/hedging/study.ts";
import { heston } from "../../../../src/models/heston.ts";
import { merton } from "../../../../src/models/merton.ts";
import { book, long, short } from "../../../../src/portfolio/book.ts";
import { call, put } from "../../../../src/portfolio/contracts.ts";
import { blackScholes } from "../../../../src/pricing/black-scholes.ts";
import { same } from "../../../sample.ts";
import { refuses } from "../../description.ts";

const test = suite("custom hedge");
const market = { spot: 100, volatility: 0.55, rate: 0.04 };
const desk = book(
  short(2, call({ strike: 100, days: 10 })),
  long(1, put({ strike: 95, days: 6, volatility: 0.6 })),
);
const random = heston({
  ...{ variance: 0.3, meanReversion: 3, longVariance: 0.3 },
  ...{ volatilityOfVariance: 1, correlation: -0.5 },
});
const base = { book: desk, market, model: random, paths: 3000 };

/** Minus the delta of the book. */
const black: HedgeRule = ({ paths, delta, target }) => {
  for (let i = 0; i < paths; i++) target[i] = -delta[i]!;
};

/** The plan of a study. */
function planOf(options: StudyOptions) {
  const description = studyDescription(options);
  return lower(description, grid(description));
}

test("a rule that holds Black's delta gives the bits of the built-in hedge, beside it", async () => {
  for (const costs of [
    proportionalCosts(),
    venueCosts({ fee: 0.0005, impact: 0.001, lot: 0.1, most: 0.7, funding: 0.1 }),
    venueCosts({ fee: 0.0005, lot: 0.1, most: 0.7, delay: "8h" }),
    venueCosts({ lot: 0.1, participation: { share: 0.2, dailyVolume: 6 }, permanentImpact: 0.001 }),
  ]) {
    const strategies = {
      built: deltaHedge({ every: "8h" }),
      own: customHedge(black, { every: "8h" }),
    };
    const { strategies: results, differences } = await study({ ...base, costs, strategies });
    assert.ok(JSON.stringify(results.own) === JSON.stringify(results.built));
    assert.is(differences[0]!.mean.value, 0);
  }
});

test("the bits do not depend on how a study is split, and workers are not asked", async () => {
  const strategies = { own: customHedge(black), built: deltaHedge({ band: 0.1 }) };
  const once = await study({ ...base, strategies }, { chunk: 4096, workers: 1 });
  const split = await study({ ...base, strategies }, { chunk: 512, workers: 2 });
  assert.ok(JSON.stringify(once) === JSON.stringify(split));
});

test("columns are those of the book, the path and the ledger", async () => {
  const costs = venueCosts({ fee: 0.0005, lot: 0.25, most: 0.5 });
  const seen: { days: number; spot: number; numbers: number[] }[] = [];
  const watch: HedgeRule = (columns) => {
    const { firstPath, days, daysLeft, spot, volatility, delta, gamma, vega } = columns;
    black(columns);
    if (firstPath > 7 || firstPath + columns.paths <= 7) return;
    const i = 7 - firstPath;
    assert.ok(Math.abs(days + daysLeft - 10) < 1e-12);
    const greeks = [delta, gamma, vega, volatility, columns.position].map((column) => column[i]!);
    seen.push({ days, spot: spot[i]!, numbers: greeks });
  };
  const options = { ...base, costs, strategies: { own: customHedge(watch) } };
  const plan = planOf(options);
  const trace = tracePath(plan, 7),
    held = trace.subarray(plan.steps + 1 + plan.steps);
  assert.is(seen.length, plan.steps);
  seen.forEach(({ days, spot, numbers }, step) => {
    assert.ok(Math.abs(spot - trace[step]!) < 1e-9);
    const [delta, gamma, vega, volatility, position] = numbers;
    const sum = { delta: 0, gamma: 0, vega: 0 };
    for (const { quantity, contract } of desk.positions) {
      const { type, strike, volatility: own = 0.55 } = contract,
        years = (contract.days - days) / 365;
      if (years <= 0) continue;
      const terms = { kind: type === "call" ? 1 : 2, spot, strike, years, rate: 0.04 };
      const greeks = optionGreeks({ ...terms, volatility: own }, ["delta", "gamma", "vega"]);
      sum.delta += quantity * greeks.delta[0]!;
      sum.gamma += quantity * greeks.gamma[0]!;
      sum.vega += quantity * greeks.vega[0]!;
    }
    assert.ok(Math.abs(delta! - sum.delta) < 1e-12, `delta ${step}`);
    assert.ok(Math.abs(gamma! - sum.gamma) < 1e-12, `gamma ${step}`);
    assert.ok(Math.abs(vega! - sum.vega) < 1e-9, `vega ${step}`);
    assert.ok(volatility! > 0 && volatility! < 3);
    // what the ledger held, lots and limits counted, to the bit
    assert.is(position, step === 0 ? 0 : held[step - 1]!);
  });
});

test("what a rule does not write is held, and states live along a path", async () => {
  const once: HedgeRule = ({ paths, days, target, state }) => {
    const calls = state("calls");
    for (let i = 0; i < paths; i++) {
      calls[i]!++;
      if (days === 0) target[i] = 0.5;
      assert.is(calls[i], days + 1);
    }
  };
  const strategies = { own: customHedge(once), held: holdUnits({ units: 0.5 }) };
  const { strategies: results } = await study({ ...base, strategies });
  const { own, held } = results;
  assert.ok(Math.abs(own!.mean.value - held!.mean.value) < 1e-10);
  assert.is(own!.trades.value, held!.trades.value);
});

test("a rule may use the library, and bands of its own", async () => {
  const width = 0.15;
  const banded: HedgeRule = ({ paths, spot, daysLeft, position, target }) => {
    for (let i = 0; i < paths; i++) {
      const terms = { kind: "call", spot: spot[i]!, strike: 100, volatility: 0.55 } as const;
      const { delta } = blackScholes({ ...terms, years: daysLeft / 365, rate: 0.04 });
      target[i] = Math.min(Math.max(position[i]!, delta - width), delta + width);
    }
  };
  const one = { ...base, book: book(short(1, call({ strike: 100, days: 10 }))), paths: 600 };
  const strategies = { own: customHedge(banded), built: deltaHedge({ band: width }) };
  const { own, built } = (await study({ ...one, strategies })).strategies;
  assert.ok(Math.abs(own!.standardDeviation.value - built!.standardDeviation.value) < 1e-9);
  assert.ok(Math.abs(own!.cost.value - built!.cost.value) < 1e-9);
});

test("columns by path have rules too", () => {
  const plan = planOf({ ...base, strategies: { own: customHedge(black), built: deltaHedge() } });
  const columns = hedgeColumns(plan, 100, 70),
    part = (k: number) => columns.subarray(k * HEDGE_FIELDS * 70, (k + 1) * HEDGE_FIELDS * 70);
  same(part(1), part(2));
});

test("a rule of one's own can beat the daily delta in its own market", async () => {
  const model = merton({ volatility: 0.3, jumpsPerYear: 20, jumpMean: -0.04, jumpDeviation: 0.06 });
  const often = customHedge(black, { every: "4h" });
  const { differences } = await study({
    ...{ ...base, model, paths: 20_000, costs: proportionalCosts({ rate: 0 }) },
    strategies: { daily: deltaHedge(), often },
  });
  const { value, standardError } = differences[0]!.efficiency;
  assert.ok(value < -4 * standardError);
});

/** What a study with a rule fails with. */
async function failure(rule: unknown): Promise<Error> {
  const strategies = { mine: customHedge(rule as HedgeRule) };
  return study({ ...base, paths: 64, strategies }).then(
    () => assert.unreachable() as never,
    (error) => error as Error,
  );
}

test("errors of a rule say which strategy, when, and what to change", async () => {
  const nan = await failure(({ days, target }: { days: number; target: Float64Array }) => {
    if (days === 2) target[5] = 0 / 0;
  });
  assert.instance(nan, RangeError);
  assert.is(
    nan.message,
    "strategy mine, at day 2, path 5: target must be finite, got NaN; " +
      "check what the rule divides by, or leave the path as it is to hold on",
  );
  const cause = new Error("no such thing");
  const thrown = await failure(() => {
    throw cause;
  });
  assert.is(
    thrown.message,
    "strategy mine, at day 0, paths 0 to 63: the rule failed: no such thing",
  );
  assert.is(thrown.cause, cause);
  const short = await failure((columns: { target: number[] }) => {
    columns.target = [1, 2, 3];
  });
  assert.match(short.message, /: target has 3 values, expected 64$/);
  const late = await failure(async () => {});
  assert.instance(late, TypeError);
  assert.match(
    late.message,
    /must fill columns.target and return nothing, at once, got a promise$/,
  );
  const given = await failure(() => [1, 2]);
  assert.match(given.message, /return nothing, at once, got a value \(object\)$/);
});

test("a rule that is none is refused", () => {
  refuses(
    () => customHedge(3 as never),
    TypeError,
    "rule must be a function of the columns, got 3",
  );
  const saved = JSON.parse(JSON.stringify(customHedge(black)));
  refuses(
    () => studyDescription({ ...base, strategies: { mine: saved } }),
    TypeError,
    "strategies.mine.rule is missing",
  );
});

test("a study with a rule reports progress and stops when told", async () => {
  const controller = new AbortController(),
    reached: number[] = [];
  const strategies = { mine: customHedge(black) };
  await study(
    { ...base, paths: 100_000, strategies },
    {
      signal: controller.signal,
      onProgress: (done) => {
        reached.push(done);
        if (reached.length === 3) controller.abort(new Error("enough"));
      },
    },
  ).then(
    () => assert.unreachable(),
    (error) => assert.is(error.message, "enough"),
  );
  assert.is(reached.length, 3);
});

test.run();
