import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  type AssetLegs,
  assetLegs,
  bookValue,
  type ForwardNumbers,
  type HedgePlan,
  hedgeColumns,
  type OptionNumbers,
  type StrategyNumbers,
  tracePath,
} from "../../../src/core/hedging.ts";
import { brownianNumbers } from "../../../src/core/market.ts";
import { stochasticVolatilityNumbers } from "../../../src/core/models.ts";
import { blackScholes } from "../../../src/pricing/black-scholes.ts";
import { near } from "../../sample.ts";
import { growth, option, plan, run, TRACKED, UNHEDGED } from "./plan.ts";

const test = suite("assets");

/** The second asset: a coin that is worth a twentieth of the first, and moves more. */
const OTHER = { spot: 5, drift: 0.1, model: brownianNumbers(0.9), costRate: 0.002 };
const RHO = 0.6;
const FACTOR = [1, 0, RHO, Math.sqrt(1 - RHO * RHO)];

/** Options on both, a unit of each asset; views of each, and of the second by the first. */
function both(changes: Partial<HedgePlan> = {}): HedgePlan {
  return plan({
    others: [OTHER],
    dependence: { factor: FACTOR },
    options: [
      option({ expiry: 20, volatility: 0.5 }),
      option({ kind: 2, strike: 95, expiry: 35, quantity: 2 }),
      option({ asset: 1, strike: 5.2, expiry: 12, quantity: 30, volatility: 0.9 }),
    ],
    forwards: [
      { asset: 1, strike: 0, expiry: 1000, quantity: -4 },
      { strike: 0, expiry: 1000, quantity: 0.3 },
      { asset: 1, strike: 4.9, expiry: 20, quantity: 7 },
    ],
    views: [
      {},
      { asset: 1 },
      {
        sum: [
          { view: 0, weight: 1 },
          { view: 1, weight: 0.8 },
        ],
      },
    ],
    strategies: [UNHEDGED, own(), crossed()],
    ...changes,
  });
}

/** Each asset by itself. */
function own(first: Partial<AssetLegs> = {}, second: Partial<AssetLegs> = {}): StrategyNumbers {
  return { ...TRACKED, ...first, more: [{ ...TRACKED, asset: 1, view: 1, ...second }] };
}

/** The second with the first. */
function crossed(): StrategyNumbers {
  return { ...TRACKED, view: 2 };
}

/** Spots of each asset, and what a strategy holds of each. */
function traced(of: HedgePlan, path: number) {
  const trace = tracePath(of, path),
    { steps, others = [] } = of,
    assets = 1 + others.length;
  const spots = Array.from({ length: assets }, (_, i) =>
    trace.subarray(i * (steps + 1), (i + 1) * (steps + 1)),
  );
  const start = assets * (steps + 1);
  const held = assetLegs(of.strategies).map((legs) =>
    legs.map((leg) => trace.subarray(start + leg * steps, start + (leg + 1) * steps)),
  );
  return { spots, held };
}

/** Value of the options on an asset at a step, and their delta, by the closed form. */
function valued(of: HedgePlan, asset: number, spot: number, step: number) {
  let value = 0,
    delta = 0;
  for (const o of [...of.options, ...(of.forwards ?? [])]) {
    if ((o.asset ?? 0) !== asset || o.expiry < step) continue;
    const years = (o.expiry - step) * of.stepYears,
      each = isOption(o) ? closed(o, spot, of.rate, years) : forward(o, spot, of.rate, years);
    value += o.quantity * each.price;
    delta += o.quantity * each.delta;
  }
  return { value, delta };
}

function isOption(position: OptionNumbers | ForwardNumbers): position is OptionNumbers {
  return "kind" in position;
}

function closed({ kind, ...terms }: OptionNumbers, spot: number, rate: number, years: number) {
  const { strike, volatility } = terms;
  return blackScholes({ strike, volatility, kind: kind === 1 ? "call" : "put", spot, rate, years });
}

function forward({ strike }: ForwardNumbers, spot: number, rate: number, years: number) {
  return { price: spot - strike * Math.exp(-rate * years), delta: 1 };
}

/** The profit of a traced path computed anew, in money at the horizon. */
function profit(of: HedgePlan, path: number, k: number): number {
  const { spots, held } = traced(of, path),
    { steps } = of,
    costs = [of, ...(of.others ?? [])].map(({ costRate }) => costRate);
  const later = (step: number) => growth({ ...of, steps: steps - step });
  let cash = -bookValue(of) * growth(of);
  held[k]!.forEach((units, asset) => {
    [...units, 0].forEach((now, step) => {
      const value = (now - (units[step - 1] ?? 0)) * spots[asset]![step]!;
      cash -= (value + costs[asset]! * Math.abs(value)) * later(step);
    });
  });
  for (const o of [...of.options, ...of.forwards!]) {
    const asset = o.asset ?? 0,
      end = Math.min(o.expiry, steps);
    const alone = isOption(o) ? { options: [o], forwards: [] } : { options: [], forwards: [o] };
    cash += valued({ ...of, ...alone }, asset, spots[asset]![end]!, end).value * later(end);
  }
  return cash;
}

test("profits follow from the spots and holdings of the traced path, of all assets", () => {
  for (const steps of [20, 31, 33]) {
    const of = both({ steps }),
      columns = run(of, 20);
    for (const path of [0, 7, 19]) {
      of.strategies.forEach((_, k) => {
        near(columns[k]!.profit[path]!, profit(of, path, k), 1e-9, `strategy ${k}`);
      });
    }
  }
});

test("the book's value is that of the options on all assets", () => {
  const of = both();
  const value = valued(of, 0, 100, 0).value + valued(of, 1, 5, 0).value;
  near(bookValue(of), value, 1e-9);
});

test("an asset is hedged by its own delta, or by that of the other at its weight in value", () => {
  const of = both(),
    { spots, held } = traced(of, 3);
  for (const step of [0, 5, 11, 12, 19]) {
    const [first, second] = [0, 1].map((asset) => valued(of, asset, spots[asset]![step]!, step));
    // at its expiry an option has no delta left
    if (of.options.some(({ expiry }) => expiry === step)) continue;
    near(held[1]![0]![step]!, -first!.delta, 1e-9);
    near(held[1]![1]![step]!, -second!.delta, 1e-9);
    const cross = 0.8 * second!.delta * (spots[1]![step]! / spots[0]![step]!);
    near(held[2]![0]![step]!, -first!.delta - cross, 1e-9);
  }
});

test("the order of the assets changes no profit", () => {
  // with common normals, brought by the host: the returns of the one, then those of the other
  const { steps } = plan(),
    paths = 32,
    normal = (asset: number) =>
      Array.from({ length: steps * paths }, (_, i) => Math.sin(1 + i * (asset + 1.7)));
  const given = (order: number[]) => ({
    ...{ first: 0, paths, rows: order.flatMap((i) => [...normal(i), ...normal(i + 2)]) },
  });
  const instrument = { kind: 1, strike: 1, tenor: 30, volatility: 0.8, asset: 1 } as const;
  const gamma = { kind: 1, every: 2, aim: 1, instrument: 1, bound: 200 };
  const strategies = [own({ kind: 2, parameter: 0.1 }, { options: [{ ...gamma, view: 1 }] })];
  const of = both({
    ...{ steps, strategies, dependence: undefined, given: given([0, 1]), tradeCost: 0.02 },
    ...{ funding: 0.1, impact: 0.001, lot: 0.01, instruments: [instrument] },
  });
  const { spot, drift, model, costRate } = of;
  const turned = both({
    ...{ ...OTHER, steps, dependence: undefined, given: given([1, 0]) },
    others: [
      { spot, drift, model, costRate, tradeCost: 0.02, funding: 0.1, impact: 0.001, lot: 0.01 },
    ],
    options: of.options.map((o) => ({ ...o, asset: 1 - (o.asset ?? 0) })),
    forwards: of.forwards!.map((o) => ({ ...o, asset: 1 - (o.asset ?? 0) })),
    views: [{ asset: 0 }, { asset: 1 }],
    instruments: [{ ...instrument, asset: 0 }],
    strategies: [
      {
        ...{ ...TRACKED, options: [gamma] },
        more: [{ kind: 2, every: 1, parameter: 0.1, asset: 1, view: 1 }],
      },
    ],
  });
  const a = hedgeColumns({ ...of, views: [{}, { asset: 1 }] }, 0, paths),
    b = hedgeColumns(turned, 0, paths);
  a.forEach((value, i) => {
    near(value, b[i]!, 1e-9, `number ${i}`);
  });
});

test("a second asset leaves all that stands on the first as it is, to the bit", () => {
  const heston = stochasticVolatilityNumbers({
    ...{ variance: 0.2, meanReversion: 2, longVariance: 0.3, volatilityOfVariance: 1 },
    correlation: -0.4,
  });
  for (const model of [brownianNumbers(0.5), heston]) {
    const alone = plan({ model, volatility: 0.9 });
    const beside = { ...alone, others: [OTHER], dependence: { factor: FACTOR } };
    assert.equal(hedgeColumns(beside, 5, 100), hedgeColumns(alone, 5, 100));
  }
});

test("many options on two assets are looked up as they are added up", () => {
  const options = Array.from({ length: 24 }, (_, i) =>
    option({
      ...{ kind: i % 3 ? 1 : 2, expiry: 8 + i, quantity: i % 5 ? 1 : -2, volatility: 0.7 },
      ...(i % 2 ? { asset: 1, strike: 4 + i / 12 } : { strike: 80 + 2 * i }),
    } as const),
  );
  const views = (tabulated: boolean) => [{ tabulated }, { asset: 1, tabulated }];
  const of = (tabulated: boolean) =>
    both({ options, views: views(tabulated), strategies: [own()], volatility: 0.9 });
  const [looked, added] = [run(of(true), 64)[0]!.profit, run(of(false), 64)[0]!.profit];
  looked.forEach((value, i) => {
    near(value, added[i]!, 1e-5);
  });
});

test("what does not fit together is refused", () => {
  const refused = (changes: Partial<HedgePlan>, rule: RegExp) =>
    assert.throws(() => hedgeColumns(both(changes), 0, 16), rule);
  refused({ options: [option({ asset: 2 })] }, /contracts stand on one of them/);
  refused({ views: [{ asset: 2 }] }, /contracts stand on one of them/);
  refused({ strategies: [{ ...TRACKED, view: 1 }] }, /contracts stand on one of them/);
  refused({ strategies: [{ ...TRACKED, account: "coin" }] }, /contracts stand on one of them/);
  refused({ views: [{ sum: [{ view: 0, weight: 1 }] }] }, /unknown strategy/);
  refused({ views: [{}, { sum: [{ view: 0, weight: Number.NaN }] }] }, /unknown strategy/);
});

test.run();
