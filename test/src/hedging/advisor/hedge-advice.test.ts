import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { HedgeAdvice } from "../../../../src/hedging/advisor/advice.ts";
import type { HedgeAdviceOptions } from "../../../../src/hedging/advisor/advice-options.ts";
import { hedgeAdvice } from "../../../../src/hedging/advisor/hedge-advice.ts";
import { venues } from "../../../../src/market/venues.ts";
import { geometricBrownian } from "../../../../src/models/geometric-brownian.ts";
import { heston } from "../../../../src/models/heston.ts";
import { blackScholes } from "../../../../src/pricing/black-scholes.ts";
import { near, within } from "../../../sample.ts";
import {
  average,
  bookEarned,
  covariance,
  desk,
  earned,
  hedged,
  market,
  option,
  SPOT,
  sold,
  spotEarned,
  VOLATILITY,
  wing,
} from "./desk.ts";

const test = suite("hedge advice");
const spot = desk.instruments[0]!;
const both = [spot, option("wing", wing)];
const bare = { ...desk, scenarios: undefined, paths: 4000 };

function quantity({ trades }: HedgeAdvice, name: string): number {
  return trades.find((trade) => trade.name === name)?.quantity ?? 0;
}

async function failure(options: HedgeAdviceOptions): Promise<string> {
  try {
    await hedgeAdvice(options);
  } catch (error) {
    assert.instance(error, Error);
    return (error as Error).message;
  }
  return "no error";
}

test("one instrument is traded at the ratio of least variance", async () => {
  const advice = await hedgeAdvice(desk);
  const ratio = -covariance(bookEarned, spotEarned) / covariance(spotEarned, spotEarned);
  near(quantity(advice, "spot"), ratio, 1e-9);
  const kept = 1 - advice.inSample.efficiency.value;
  const correlation =
    covariance(bookEarned, spotEarned) ** 2 /
    covariance(spotEarned, spotEarned) /
    covariance(bookEarned, bookEarned);
  near(kept, 1 - correlation, 1e-9);
});

test("two instruments are the regression of the book on both", async () => {
  const advice = await hedgeAdvice({ ...desk, instruments: both });
  const [a, b] = [spotEarned, earned(wing)];
  const [aa, bb, ab] = [covariance(a, a), covariance(b, b), covariance(a, b)];
  const [ay, by] = [covariance(a, bookEarned), covariance(b, bookEarned)];
  const determinant = aa * bb - ab ** 2;
  near(quantity(advice, "spot"), -(ay * bb - by * ab) / determinant, 1e-7);
  near(quantity(advice, "wing"), -(by * aa - ay * ab) / determinant, 1e-7);
});

test("the book's own option undoes it", async () => {
  const advice = await hedgeAdvice({ ...desk, instruments: [spot, option("same", sold)] });
  near(quantity(advice, "same"), 10, 1e-6);
  near(quantity(advice, "spot"), 0, 1e-5);
  near(advice.inSample.efficiency.value, 1, 1e-10);
});

test("neutral to delta with the spot alone is minus the delta of the book", async () => {
  const limits = { delta: [0, 0] as const };
  const { delta } = blackScholes({
    ...{ kind: "call", spot: SPOT, strike: 100, years: 30 / 365, volatility: VOLATILITY },
  });
  const advice = await hedgeAdvice({ ...bare, limits });
  near(quantity(advice, "spot"), 10 * delta, 1e-6);
  near(advice.greeks.before.delta, -10 * delta, 1e-9);
  near(advice.greeks.after.delta, 0, 1e-6);
  assert.equal(
    advice.binding.map(({ limit }) => limit),
    ["limits.delta"],
  );
});

test("with costs a trade is worth what it saves: the closed form of one instrument", async () => {
  const riskAversion = 0.05;
  const advice = await hedgeAdvice({ ...desk, costWeight: 1, riskAversion });
  // derivative of aversion x variance + half spread x quantity
  const free = -covariance(bookEarned, spotEarned) / covariance(spotEarned, spotEarned);
  const closed = free - 0.1 / (2 * riskAversion * covariance(spotEarned, spotEarned));
  near(quantity(advice, "spot"), closed, 1e-6);
  near(advice.cost, 0.1 * closed, 1e-6);
  near(advice.value, advice.bound, 1e-9);
});

test("the more risk weighs, the more is paid and the less is left", async () => {
  let [cost, left] = [-1, Number.POSITIVE_INFINITY];
  for (const riskAversion of [1e-4, 1e-3, 1e-2, 0.1, 1, 10]) {
    const advice = await hedgeAdvice({ ...desk, instruments: both, costWeight: 1, riskAversion });
    assert.ok(advice.cost >= cost - 1e-9);
    assert.ok(advice.inSample.variance.after.value <= left + 1e-9);
    [cost, left] = [advice.cost, advice.inSample.variance.after.value];
  }
  assert.ok(cost > 0.5);
});

test("nothing is traded where every trade costs more than it saves", async () => {
  const dear = { ...spot, fee: 50 };
  const advice = await hedgeAdvice({ ...desk, instruments: [dear], costWeight: 1 });
  assert.equal(advice.trades, []);
  assert.is(advice.deviationPerCost, null);
  assert.is(advice.inSample.variance.removed.value, 0);
});

/** Least objective over whole lots, all of them tried. */
function tried(risk: (profits: number[]) => number, lots: readonly [number, number]): number {
  let least = Number.POSITIVE_INFINITY;
  const earns = earned(wing);
  for (let i = -12; i <= 12; i++) {
    for (let k = -12; k <= 12; k++) {
      const [a, b] = [i * lots[0], k * lots[1]];
      const cost = 0.1 * Math.abs(a) + 0.05 * Math.abs(b);
      least = Math.min(
        least,
        cost +
          risk(
            hedged([
              [a, spotEarned],
              [b, earns],
            ]),
          ),
      );
    }
  }
  return least;
}

const LOTS = [1, 3] as const;
const lotted = both.map((instrument, i) => ({ ...instrument, lot: LOTS[i]! }));

test("whole lots are the best of all whole lots, whatever the risk", async () => {
  const base = { ...desk, instruments: lotted, costWeight: 1 };
  const squared = await hedgeAdvice({ ...base, riskAversion: 0.2 });
  near(
    squared.value,
    tried((profits) => 0.2 * covariance(profits, profits), LOTS),
    1e-7,
  );
  const deviation = await hedgeAdvice({ ...base, objective: "absoluteDeviation" });
  const absolute = (profits: number[]) => {
    const middle = average(profits);
    return average(profits.map((profit) => Math.abs(profit - middle)));
  };
  near(deviation.value, tried(absolute, LOTS), 1e-7);
  const tail = await hedgeAdvice({ ...base, objective: "expectedShortfall", confidence: 0.9 });
  // a tenth of 41 states: the four worst, and a tenth of the fifth
  const shortfall = (profits: number[]) => {
    const worst = [...profits].sort((x, y) => x - y);
    return -(worst.slice(0, 4).reduce((sum, x) => sum + x, 0) + 0.1 * worst[4]!) / 4.1;
  };
  near(tail.value, tried(shortfall, LOTS), 1e-7);
  const stressed = { ...base, objective: "stressLoss", stress: desk.scenarios } as const;
  const worst = await hedgeAdvice(stressed);
  near(
    worst.value,
    tried((profits) => -Math.min(...profits), LOTS),
    1e-7,
  );
  for (const { trades } of [squared, deviation, tail, worst]) {
    for (const { name, quantity: units } of trades) {
      assert.ok(Number.isInteger(units / LOTS[name === "spot" ? 0 : 1]!));
    }
  }
});

test("without lots a linear risk is least where a fine grid has it least", async () => {
  const options = { ...desk, objective: "expectedShortfall", confidence: 0.9 } as const;
  const advice = await hedgeAdvice({ ...options, costWeight: 1 });
  let least = Number.POSITIVE_INFINITY;
  for (let k = 0; k <= 10_000; k++) {
    const units = k / 1000;
    const worst = hedged([[units, spotEarned]]).sort((x, y) => x - y);
    const tail = -(worst.slice(0, 4).reduce((sum, x) => sum + x, 0) + 0.1 * worst[4]!) / 4.1;
    least = Math.min(least, tail + 0.1 * units);
  }
  assert.ok(advice.value <= least + 1e-9);
  near(advice.value, least, 1e-4);
});

test("depth bounds a trade and is told to bind", async () => {
  const thin = { ...spot, depth: { bid: 1, ask: 2.5 } };
  const advice = await hedgeAdvice({ ...desk, instruments: [thin] });
  assert.is(quantity(advice, "spot"), 2.5);
  assert.equal(advice.binding, [{ limit: "depth of spot at the ask", value: 2.5, bound: 2.5 }]);
});

test("a position limit counts what is held, which is part of the book", async () => {
  const holding = { ...spot, held: -1 };
  const free = await hedgeAdvice({ ...desk, instruments: [holding] });
  const flat = await hedgeAdvice(desk);
  near(quantity(free, "spot"), quantity(flat, "spot") + 1, 1e-8);
  const limits = { positions: { spot: [-5, 2] as const } };
  const bounded = await hedgeAdvice({ ...desk, instruments: [holding], limits });
  assert.is(quantity(bounded, "spot"), 3);
  assert.equal(bounded.binding, [{ limit: "limits.positions.spot", value: 2, bound: 2 }]);
});

test("a limit of margin holds in every stress scenario and binds where it is dear", async () => {
  const options = { ...bare, instruments: both, costWeight: 1, riskAversion: 1e-3 };
  const free = await hedgeAdvice(options);
  const margin = free.stressLoss.after / 2;
  const advice = await hedgeAdvice({ ...options, limits: { margin } });
  near(advice.stressLoss.after, margin, 1e-5);
  assert.ok(advice.binding.some(({ limit }) => limit === "limits.margin"));
  assert.ok(advice.cost > free.cost);
});

test("an order book is bought from its best level on", async () => {
  const asks = [
    { price: 100.1, quantity: 2 },
    { price: 100.3, quantity: 1 },
    { price: 101, quantity: 50 },
  ];
  const ladder = { name: "spot", contract: spot.contract, mark: 100, asks, fee: 0.02 };
  const limits = { positions: { spot: [4, 9] as const } };
  const base = { ...desk, instruments: [ladder], limits };
  const advice = await hedgeAdvice({ ...base, costWeight: 1, riskAversion: 1e-9 });
  const [trade] = advice.trades;
  near(trade!.quantity, 4, 1e-9);
  near(trade!.spread, 2 * 0.1 + 0.3 + 1, 1e-9);
  near(trade!.fee, 4 * 0.02, 1e-9);
  near(trade!.price, 100 + 1.5 / 4, 1e-9);
});

test("a venue gives lots, spreads and fees of what is not quoted", async () => {
  const instruments = [{ name: "perpetual", contract: { type: "perpetual" } }] as const;
  const venue = venues.deribitBtc;
  const options = { ...bare, market: { spot: 1000, volatility: 0.6 }, instruments, venue };
  const [trade] = (await hedgeAdvice({ ...options, limits: { delta: [-0.1, 0.1] } })).trades;
  near(trade!.quantity / 0.01, Math.round(trade!.quantity / 0.01), 1e-9);
  near(trade!.fee, Math.abs(trade!.quantity) * 0.0005 * (1000 + 0.25), 1e-6);
  near(trade!.spread, 0.25 * Math.abs(trade!.quantity), 1e-6);
});

test("fresh paths agree with the paths that chose, within their errors", async () => {
  const model = geometricBrownian({ volatility: VOLATILITY });
  const advice = await hedgeAdvice({ ...bare, model, instruments: both, paths: 20_000 });
  const [inside, fresh] = [advice.inSample, advice.outOfSample!];
  for (const name of ["before", "after", "removed"] as const) {
    const [a, b] = [inside.variance[name], fresh.variance[name]];
    within(a.value, b.value, Math.hypot(a.standardError, b.standardError));
  }
  const own = await hedgeAdvice({ ...bare, model, instruments: both, paths: 20_000, seed: 2 });
  const [a, b] = [fresh.efficiency, own.outOfSample!.efficiency];
  within(a.value, b.value, Math.hypot(a.standardError, b.standardError));
});

test("the variance of a spot's profit is that of the lognormal", async () => {
  const model = geometricBrownian({ volatility: VOLATILITY });
  const held = { ...spot, held: 1, bid: undefined, ask: undefined };
  const tiny = { ...desk.book, positions: [{ quantity: 1e-9, contract: sold }] };
  const instruments = [held, both[1]!];
  const advice = await hedgeAdvice({ ...bare, book: tiny, model, instruments, days: 5 });
  const variance = SPOT ** 2 * Math.expm1((VOLATILITY ** 2 * 5) / 365);
  const { value, standardError } = advice.outOfSample!.variance.before;
  within(value, variance, standardError);
});

test("without volatility of variance Heston's advice is that of constant volatility", async () => {
  const variance = VOLATILITY ** 2;
  const still = heston({
    ...{ variance, longVariance: variance, meanReversion: 2 },
    ...{ volatilityOfVariance: 1e-6, correlation: 0 },
  });
  const options = { ...bare, instruments: both, paths: 20_000 };
  const [a, b] = [
    await hedgeAdvice({ ...options, model: still }),
    await hedgeAdvice({ ...options, model: geometricBrownian({ volatility: VOLATILITY }) }),
  ];
  near(quantity(a, "wing"), quantity(b, "wing"), 0.02);
  const [x, y] = [a.outOfSample!.efficiency, b.outOfSample!.efficiency];
  within(x.value, y.value, Math.hypot(x.standardError, y.standardError));
});

test("limits that no trade meets are named with what can be reached", async () => {
  const gamma = [0.5, 1] as const;
  assert.match(
    await failure({ ...desk, limits: { gamma } }),
    /^no trade meets limits.gamma \[0.5, 1\]: it can be from -0.23\d+ to -0.23\d+$/,
  );
  const thin = { ...spot, depth: 3 };
  assert.match(
    await failure({ ...desk, instruments: [thin], limits: { delta: [0, 1], vega: [-1e4, 1e4] } }),
    /^no trade meets limits.delta \[0, 1\]: it can be from -8.\d+ to -2.\d+$/,
  );
  const apart = { delta: [0, 0], margin: 1, gamma: [-1, 1] } as const;
  const rough = [{ move: 0.5 }, { move: -0.5 }];
  assert.match(
    await failure({ ...desk, limits: apart, stress: rough }),
    /^no trade meets limits.margin 1: the least it can be is \d+/,
  );
  const vega = [0, 1] as const;
  assert.match(
    await failure({
      ...desk,
      instruments: both,
      limits: { delta: [20, 21], vega, gamma: [-9, 9], positions: { spot: [0, 1] } },
    }),
    /^no trade meets limits.delta \[20, 21\] and limits.vega \[0, 1\] together$/,
  );
  const lot = { ...spot, lot: 4 };
  assert.match(
    await failure({ ...desk, instruments: [lot], limits: { delta: [0, 1] } }),
    /^no trade in whole lots meets limits.delta \[0, 1\]; widen them, or lots of 0$/,
  );
  assert.is(
    await failure({ ...desk, instruments: [thin], limits: { positions: { spot: [4, 5] } } }),
    "no trade meets limits.positions.spot [4, 5]: held and depth allow -3 to 3",
  );
});

test("what cannot be traded is told, and where nothing can it is an error", async () => {
  const gone = { name: "gone", contract: wing };
  const empty = { ...spot, depth: 0 };
  const advice = await hedgeAdvice({ ...desk, instruments: [spot, gone] });
  assert.equal(advice.untradable, [{ name: "gone", reason: "no bid and no ask" }]);
  assert.is(
    await failure({ ...desk, instruments: [empty, gone] }),
    "instruments must have one that can be traded: spot has no depth, gone has no bid and no ask",
  );
  assert.is(
    await failure({ ...desk, instruments: [] }),
    "instruments must have at least one instrument, got an array of 0",
  );
  const held = { ...gone, held: 10 };
  const near10 = await hedgeAdvice({ ...desk, instruments: [spot, held] });
  assert.ok(near10.inSample.variance.before.value < advice.inSample.variance.before.value);
});

test("errors name the argument, the rule and the value", async () => {
  assert.is(
    await failure({ ...desk, instruments: [spot, spot] }),
    "instruments must differ in name, got spot twice",
  );
  assert.is(
    await failure({ ...desk, instruments: [{ ...spot, bid: 101 }] }),
    "spot: bid must not be above the ask of 100.1, got 101",
  );
  assert.is(
    await failure({ ...desk, instruments: [{ ...spot, bid: undefined }] }),
    "spot: mark must be given where one side is quoted, got nothing",
  );
  assert.is(
    await failure({ ...bare, days: 31 }),
    "days must not exceed the first expiry, 30, got 31",
  );
  assert.is(
    await failure({ ...desk, limits: { delta: [1, 0] } }),
    "limits.delta must have its least first, got an array of 2",
  );
  assert.is(
    await failure({ ...desk, limits: { positions: { other: [0, 1] } } }),
    "limits.positions must name instruments, got other",
  );
  assert.is(
    await failure({ ...desk, riskAversion: Number.NaN }),
    "riskAversion must be a number, got NaN",
  );
  assert.match(
    await failure({ ...desk, instruments: [{ ...both[1]!, bid: 150, ask: 160 }] }),
    /^wing: mark must be a price that some volatility gives, got 155$/,
  );
});

test("advice is plain data: JSON keeps it, and the same seed gives the same bits", async () => {
  const options = { ...bare, instruments: lotted, market };
  const [a, b] = [await hedgeAdvice(options), await hedgeAdvice(options)];
  assert.equal(a, b);
  assert.equal(JSON.parse(JSON.stringify(a)), a);
});

test.run();
