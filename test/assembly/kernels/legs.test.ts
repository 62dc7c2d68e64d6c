import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  AIMS,
  type HedgePlan,
  hedgeRange,
  type InstrumentNumbers,
  lastLegs,
  type StrategyNumbers,
  tracePath,
} from "../../../src/core/hedging.ts";
import { brownianNumbers } from "../../../src/core/market.ts";
import { stochasticVolatilityNumbers } from "../../../src/core/models.ts";
import { blackScholes } from "../../../src/pricing/black-scholes.ts";
import { moments, near, same, within } from "../../sample.ts";
import { growth, option, plan, profitOf, range, run, TRACKED, UNHEDGED } from "./plan.ts";

const test = suite("legs");

/** The option that the plans sell, as one to trade. */
const SAME: InstrumentNumbers = { kind: 1, strike: 1, tenor: 20, volatility: 0.5 };
/** One that is rolled five times over 70 steps, with every cost that there is. */
const ROLLED: InstrumentNumbers = {
  ...{ kind: 2, strike: 0.95, tenor: 24, roll: 10, volatility: 0.6 },
  ...{ fee: 0.0003, cap: 0.125, halfSpread: 0.02, spreadOfSpot: 0.0001 },
};
const LATER: InstrumentNumbers = { kind: 1, strike: 1.1, tenor: 90, volatility: 0.5 };

function aimed(aim: (typeof AIMS)[number], instrument = 1, terms = {}) {
  return { kind: 1, every: 1, aim: AIMS.indexOf(aim), instrument, bound: 50, ...terms };
}

/** Strategies with an option beside the underlying. */
const GAMMA: StrategyNumbers = { ...TRACKED, options: [aimed("gamma")] };
const VEGA: StrategyNumbers = { ...TRACKED, options: [aimed("vega")] };
const BOTH: StrategyNumbers = {
  ...TRACKED,
  options: [aimed("bothFirst", 1), aimed("bothSecond", 2)],
};

/** Spots and holdings of a traced path, by leg. */
function legs(of: HedgePlan, path: number) {
  const trace = tracePath(of, path),
    { steps } = of,
    spots = trace.subarray(0, steps + 1);
  const held = (leg: number) => [
    ...trace.subarray(steps + 1 + leg * steps, steps + 1 + (leg + 1) * steps),
    0,
  ];
  return { spots, held };
}

/** A hedge option at a step on a path, by the library's closed form in TypeScript. */
function valued(of: HedgePlan, instrument: InstrumentNumbers, spots: Float64Array, step: number) {
  const { tenor, roll = 0, kind, strike, volatility } = instrument;
  const life = tenor - roll,
    last = Math.min(step, of.steps - 1);
  const at = (listed: number) =>
    blackScholes({
      kind: kind === 1 ? "call" : "put",
      ...{ spot: spots[step]!, strike: strike * spots[listed]!, rate: of.rate, volatility },
      years: (tenor - (step - listed)) * of.stepYears,
    });
  const listed = last - (last % life),
    rolls = listed === step && step > 0;
  const left = tenor - (step - listed);
  return { ...at(listed), left, sold: rolls ? at(step - life) : undefined };
}

/** What a leg of an option earned, and its cost, from what it held: money at the horizon. */
function earned(
  of: HedgePlan,
  leg: number,
  instrument: InstrumentNumbers,
  path: number,
  halfAt: (delta: number, steps: number) => number = () => 0,
) {
  const { spots, held } = legs(of, path);
  let profit = 0,
    cost = 0,
    before = 0;
  const trade = (units: number, price: number, step: number, free: boolean, half: number) => {
    const { fee = 0, cap = 0, halfSpread = 0, spreadOfSpot = 0 } = instrument,
      spot = spots[step]!,
      later = growth({ ...of, steps: of.steps - step });
    const charged = cap > 0 ? Math.min(fee * spot, cap * price) : fee * spot;
    const spread = Math.min((halfSpread + half) * price + spreadOfSpot * spot, price);
    profit -= units * price * later;
    if (!free) cost += Math.abs(units) * (charged + spread) * later;
  };
  const units = held(leg);
  for (let step = 0; step <= of.steps; step++) {
    const { price, delta, left, sold } = valued(of, instrument, spots, step);
    if (sold) {
      trade(-before, sold.price, step, false, halfAt(sold.delta, instrument.roll!));
      before = 0;
    }
    const settled = step === of.steps && instrument.tenor === of.steps;
    trade(units[step]! - before, price, step, settled, halfAt(delta, left));
    before = units[step]!;
  }
  return { profit: profit - cost, cost };
}

test("options pay the half-spread of their delta and time, as a table has it", () => {
  const spreads = {
    steps: [6, 12],
    deltas: [0.2, 0.4, 0.55],
    fractions: [
      [0.3, 0.2, 0.1, 0.15],
      [0.2, 0.1, 0.05, 0.08],
      [0.1, 0.05, 0.02, 0.04],
    ],
  };
  const halfAt = (delta: number, left: number) => {
    const time = left < 6 ? 0 : left < 12 ? 1 : 2,
      size = Math.abs(delta);
    return spreads.fractions[time]![size < 0.2 ? 0 : size < 0.4 ? 1 : size < 0.55 ? 2 : 3]!;
  };
  const quoted = { ...ROLLED, roll: 4, spreads };
  for (const delay of [0, 2]) {
    const strategies = [{ ...VEGA, every: 2 }];
    const of = plan({ steps: 70, strategies, instruments: [quoted], costRate: 0, delay });
    const [columns] = run(of, 20);
    for (const path of [0, 8, 19]) {
      near(columns!.cost[path]!, earned(of, 0, quoted, path, halfAt).cost, 1e-9);
    }
  }
});

test("a hedge with the very option that it hedges is perfect, in any model", () => {
  const heston = stochasticVolatilityNumbers({
    ...{ variance: 0.2, meanReversion: 2, longVariance: 0.3, volatilityOfVariance: 1 },
    correlation: -0.4,
  });
  for (const model of [brownianNumbers(0.5), brownianNumbers(1.5), heston]) {
    for (const strategy of [GAMMA, VEGA]) {
      const of = plan({ costRate: 0, model, instruments: [SAME], strategies: [strategy] });
      for (const profit of run(of, 500)[0]!.profit) near(profit, 0, 1e-9);
    }
  }
});

test("profits and costs of all legs follow from the spots and holdings of the traced path", () => {
  const strategies = [UNHEDGED, GAMMA, { ...VEGA, every: 3 }, BOTH];
  for (const [steps, delay] of [
    [31, 0],
    [33, 0],
    [70, 0],
    [70, 3],
  ] as const) {
    const instruments = [ROLLED, LATER];
    const options = [option({ expiry: steps }), option({ kind: 2, strike: 90, expiry: 100 })];
    const of = plan({ steps, options, strategies, instruments, delay });
    const columns = run(of, 20),
      last = lastLegs(strategies);
    for (const path of [0, 7, 19]) {
      const trace = tracePath(of, path);
      strategies.forEach(({ options = [] }, k) => {
        const parts = options.map(({ instrument }, i) =>
          earned(of, last[k]! - options.length + i, instruments[instrument! - 1]!, path),
        );
        const profit = parts.reduce(
          (sum, part) => sum + part.profit,
          profitOf(of, trace, last[k]!),
        );
        near(columns[k]!.profit[path]!, profit, 1e-8, `profit, ${steps} steps`);
        const own = columns[k]!.cost[path]! - parts.reduce((sum, part) => sum + part.cost, 0);
        near(own, underlyingCost(of, last[k]!, path), 1e-8, `cost, ${steps} steps`);
      });
    }
  }
});

function underlyingCost(of: HedgePlan, leg: number, path: number): number {
  const { spots, held } = legs(of, path);
  return held(leg).reduce((sum, units, step) => {
    const value = Math.abs(units - (held(leg)[step - 1] ?? 0)) * spots[step]!;
    return sum + of.costRate * value * growth({ ...of, steps: of.steps - step });
  }, 0);
}

test("after a decision the strategy has none of the Greeks that it aims at, and no delta", () => {
  const instruments = [ROLLED, LATER],
    book = option({ expiry: 70, strike: 104 });
  const of = plan({ steps: 60, options: [book], instruments, strategies: [GAMMA, VEGA, BOTH] });
  const { spots, held } = legs(of, 4);
  const greeks = (step: number) => [
    blackScholes({
      ...{ kind: "call", spot: spots[step]!, strike: 104, rate: of.rate, volatility: 0.5 },
      years: (70 - step) * of.stepYears,
    }),
    ...instruments.map((instrument) => valued(of, instrument, spots, step)),
  ];
  for (const step of [0, 1, 13, 14, 31, 32, 40, 59]) {
    const [book, rolled, later] = greeks(step);
    const total = (greek: keyof Greek, first: number, second = 0) =>
      -book![greek] + first * rolled![greek] + second * later![greek];
    const at = (leg: number) => held(leg)[step]!;
    near(total("gamma", at(0)), 0, 1e-12, "gamma");
    near(total("delta", at(0)) + at(1), 0, 1e-12, "delta of the gamma hedge");
    near(total("vega", at(2)) / 100, 0, 1e-12, "vega");
    near(total("delta", at(2)) + at(3), 0, 1e-12, "delta of the vega hedge");
    near(total("gamma", at(4), at(5)), 0, 1e-10, "gamma of both");
    near(total("vega", at(4), at(5)) / 100, 0, 1e-10, "vega of both");
    near(total("delta", at(4), at(5)) + at(6), 0, 1e-10, "delta of both");
  }
});

interface Greek {
  readonly delta: number;
  readonly gamma: number;
  readonly vega: number;
}

test("no more contracts are held than the bound, and a hedge beyond it still has no delta", () => {
  const far: InstrumentNumbers = { kind: 1, strike: 1.6, tenor: 20, volatility: 0.5 };
  const strategies = [{ ...TRACKED, options: [aimed("gamma", 1, { bound: 3 })] }];
  const of = plan({ instruments: [far], strategies });
  for (let path = 0; path < 20; path++) {
    const { held } = legs(of, path);
    assert.ok(held(0).every((units) => Math.abs(units) <= 3));
    assert.ok(held(0).includes(3));
  }
});

test("two options of one expiry and volatility are held as they are: no ratio removes both", () => {
  const other: InstrumentNumbers = { ...SAME, strike: 1.2 };
  const of = plan({ instruments: [SAME, other], strategies: [BOTH] });
  const { held } = legs(of, 0);
  assert.ok([...held(0), ...held(1)].every((units) => units === 0));
});

test("between decisions on options the underlying follows the deltas of those held", () => {
  const weekly = { ...TRACKED, options: [aimed("gamma", 1, { every: 7 })] };
  const of = plan({ instruments: [LATER], strategies: [weekly], steps: 20 });
  const { spots, held } = legs(of, 2);
  for (let step = 0; step < 20; step++) {
    if (step % 7) assert.is(held(0)[step], held(0)[step - 1]);
    const own = blackScholes({
      ...{ kind: "call", spot: spots[step]!, strike: 100, rate: of.rate, volatility: 0.5 },
      years: (20 - step) * of.stepYears,
    });
    const { delta } = valued(of, LATER, spots, step);
    near(held(1)[step]!, own.delta - held(0)[step]! * delta, 1e-12);
  }
});

test("the gamma that is hedged away makes the error of hedging fall faster with the interval", () => {
  const deviation = (strategy: StrategyNumbers, steps: number) => {
    const options = [option({ expiry: 2 * steps })],
      later = { ...LATER, tenor: 3 * steps };
    const changes = { steps, stepYears: 0.1 / steps, costRate: 0, options, instruments: [later] };
    return moments(run(plan({ ...changes, strategies: [strategy] }), 2000)[0]!.profit).deviation;
  };
  const fall = (strategy: StrategyNumbers) => deviation(strategy, 10) / deviation(strategy, 160);
  // 16 times as many decisions: a fourth of the error of delta hedging, a sixteenth of the other
  const delta = fall(TRACKED),
    gamma = fall(GAMMA);
  assert.ok(delta > 3.6 && delta < 4.4, `delta ${delta}`);
  assert.ok(gamma > 12 && gamma < 20, `gamma ${gamma}`);
});

test("an option valued at the path's own volatility is worth what that says", () => {
  const fixed = plan({ instruments: [LATER], strategies: [GAMMA] });
  const own = { ...fixed, instruments: [{ ...LATER, volatility: 0 }] };
  run(fixed, 50)[0]!.profit.forEach((profit, path) => {
    near(run(own, 50)[0]!.profit[path]!, profit, 1e-9);
  });
});

test("options change no bit of other strategies, and no bit depends on how paths are split", () => {
  const strategies = [TRACKED, GAMMA, BOTH];
  const of = plan({ steps: 70, instruments: [ROLLED, LATER], strategies });
  same(run(of, 60)[0]!.profit, run(plan({ steps: 70, strategies: [TRACKED] }), 60)[0]!.profit);
  const whole = hedgeRange(of, range(200)).profits;
  for (const cut of [1, 16, 55]) {
    const first = hedgeRange(of, range(cut)).profits,
      rest = hedgeRange(of, range(200 - cut, cut)).profits;
    strategies.forEach((_, k) => {
      same(whole.slice(k * 200, k * 200 + cut), first.slice(k * cut, (k + 1) * cut));
      const length = 200 - cut;
      same(whole.slice(k * 200 + cut, (k + 1) * 200), rest.slice(k * length, (k + 1) * length));
    });
  }
});

test("an order that is missed leaves what is held, as often as is said, on the same paths", () => {
  const missed = 0.3,
    strategies = [TRACKED, GAMMA],
    sure = plan({ steps: 60, options: [option({ expiry: 90 })], instruments: [LATER], strategies }),
    of = { ...sure, missed, instruments: [{ ...LATER, missed }] };
  const counts = [0, 0, 0],
    paths = 200;
  for (let path = 0; path < paths; path++) {
    const { spots, held } = legs(of, path);
    same(spots, legs(sure, path).spots);
    counts.forEach((count, leg) => {
      const same = held(leg).filter(
        (units, step, all) => step < 60 && units === (all[step - 1] ?? 0),
      );
      counts[leg] = count + same.length;
    });
  }
  const n = 60 * paths;
  for (const count of counts) within(count / n, missed, Math.sqrt((missed * (1 - missed)) / n));
  const [track] = run(of, 2000),
    [all] = run(sure, 2000);
  assert.ok(moments(track!.profit).variance > moments(all!.profit).variance);
});

test("an option that expires before the horizon and does not roll is refused", () => {
  const short = plan({ steps: 30, instruments: [SAME], strategies: [GAMMA] });
  assert.throws(
    () => run(short, 1),
    /^options of a hedge must have a strike and a volatility, and last or roll before they expire$/,
  );
});

test.run();
