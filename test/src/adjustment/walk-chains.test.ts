import { readdirSync } from "node:fs";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { hedgeReport } from "../../../src/adjustment/hedge-report.ts";
import { listedOption } from "../../../src/adjustment/listed-option.ts";
import { walkChains } from "../../../src/adjustment/walk-chains.ts";
import { tracePath } from "../../../src/core/hedging.ts";
import { recordedNumbers } from "../../../src/core/market.ts";
import { normals } from "../../../src/core/noise.ts";
import {
  deltaGammaHedge,
  deltaGammaVegaHedge,
  deltaVegaHedge,
} from "../../../src/hedging/option-hedges.ts";
import {
  deltaHedge,
  holdUnits,
  type Strategy,
  stopLoss,
  unhedged,
} from "../../../src/hedging/strategies.ts";
import type { OptionChain } from "../../../src/market/option-chain.ts";
import { readChain } from "../../../src/market/read-chain.ts";
import { venues } from "../../../src/market/venues.ts";
import { call } from "../../../src/portfolio/contracts.ts";
import { option, plan, run, TRACKED, UNHEDGED } from "../../assembly/kernels/plan.ts";
import { near } from "../../sample.ts";
import { HOUR, INSTRUMENTS, madeUpChains, START } from "./made-up-chains.ts";

const test = suite("walk-chains");
const venue = venues.frictionless;
const CALL = "BTC-30JAN26-100000-C";
const LATER = "BTC-27MAR26-100000-C";

/** Spots that start at 95,000 and move by normal returns of this size. */
function path(chains: number, size: number, seed = 4): number[] {
  let spot = 95_000;
  const z = normals({ paths: chains - 1, steps: 1, seed });
  return [spot, ...Array.from(z, (move) => (spot *= Math.exp(size * move)))];
}

function variance(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
}

function removed(hedged: Float64Array, alone: Float64Array): number {
  return 1 - variance(hedged) / variance(alone);
}

/** What the listed options of the chains are nearest to. */
const later = call({ strike: 100_000, days: 85 });
const near30 = call({ strike: 110_000, days: 29 });
const strategies: Readonly<Record<string, Strategy>> = {
  never: unhedged(),
  black: deltaHedge({ every: "12h" }),
  coin: deltaHedge({ every: "12h", delta: "premiumAdjusted" }),
  band: deltaHedge({ every: "12h", band: 0.2 }),
  gamma: deltaGammaHedge({ every: "12h", using: later }),
  vega: deltaVegaHedge({ every: "12h", using: later }),
  rolled: deltaGammaHedge({ every: "12h", using: near30, roll: { days: 20 } }),
  both: deltaGammaVegaHedge({ every: "12h", using: [near30, later] }),
  naked: stopLoss({ every: "12h" }),
  static: holdUnits({ units: 1 }),
};

test("a delta hedge through chains is the core's hedge of the same path", () => {
  const spots = path(41, 0.02);
  const { horizons } = walkChains({
    chains: madeUpChains({ spots }),
    book: { [CALL]: -3, "BTC-27MAR26-90000-P": 2 },
    strategies,
    venue,
  });
  const hours = (day: number, month: number) => (Date.UTC(2026, month, day, 8) - START) / HOUR;
  const of = plan({
    ...{ steps: 40, stepYears: 12 / 8760, spot: spots[0]!, rate: 0, costRate: 0 },
    options: [
      option({ quantity: -3, strike: 100_000, expiry: hours(30, 0) / 12 }),
      option({ kind: 2, quantity: 2, strike: 90_000, expiry: hours(27, 2) / 12 }),
    ],
    model: recordedNumbers(spots, 40),
    strategies: [UNHEDGED, TRACKED],
  });
  const [alone, tracked] = run(of, 1);
  const { black } = horizons[0].estimators;
  const sum = (values: Float64Array) => values.reduce((a, b) => a + b, 0);
  near(sum(horizons[0].unhedged), alone!.profit[0]!, 1e-8);
  near(sum(black!.net), tracked!.profit[0]!, 1e-8);
  const holdings = tracePath(of, 0).subarray(41 + 40);
  black!.holdings[0]!.forEach((held, t) => {
    near(held, holdings[t]!, 1e-12);
  });
});

test("no decision changes when the chains to come do", () => {
  const spots = path(30, 0.02);
  const book = { [CALL]: -3 };
  const walked = (chains: readonly OptionChain[]) =>
    walkChains({ chains, book, strategies, venue }).horizons[0].estimators;
  const whole = walked(madeUpChains({ spots }));
  const other = spots.map((spot, t) => (t < 12 ? spot : 3 * spot));
  const volatility = spots.map((_, t) => (t < 12 ? 0.5 : 2));
  const changed = walked(madeUpChains({ spots: other, volatility }));
  const short = walked(madeUpChains({ spots: spots.slice(0, 12) }));
  for (const name of Object.keys(strategies)) {
    const until = (of: typeof whole, end: number) =>
      of[name]!.holdings.map((held) => Array.from(held.subarray(0, end)))
        // options that are rolled into later
        .filter((held) => held.some((units) => units !== 0));
    assert.equal(until(changed, 12), until(whole, 12), name);
    assert.equal(until(short, 11), until(whole, 11), name);
  }
});

test("an option hedged with itself has no risk left", () => {
  for (const numeraire of ["quote", "coin"] as const) {
    for (const own of [deltaGammaHedge, deltaVegaHedge]) {
      const { horizons } = walkChains({
        chains: madeUpChains({ spots: path(12, 0.05), basis: 1.01 }),
        book: { [LATER]: -3 },
        strategies: { own: own({ every: "12h", using: later }) },
        ...{ venue, numeraire },
      });
      horizons[0].estimators.own!.hedged.forEach((profit) => {
        near(profit, 0, 1e-9);
      });
    }
  }
});

test("two options take away gamma and vega together, and rolls change the option in time", () => {
  const chains = madeUpChains({ spots: path(24, 0.02), basis: 1.005 });
  const walk = walkChains({ chains, book: { [CALL]: -3 }, strategies, venue });
  const { both, rolled } = walk.horizons[0].estimators;
  assert.equal([...both!.instruments].slice(1), ["BTC-30JAN26-110000-C", LATER]);
  assert.equal(
    [...rolled!.instruments].slice(1).map((name) => name.slice(0, 11)),
    ["BTC-30JAN26", "BTC-27MAR26"],
  );
  rolled!.holdings[1]!.forEach((held, t) => {
    // sold at the first chain within 20 days of its expiry
    assert.is(held !== 0, START + t * 12 * HOUR < Date.UTC(2026, 0, 10, 8));
  });
  const greeks = (of: "gamma" | "vega", t: number) => {
    const options = both!.instruments.slice(1).map((name, i) => {
      const alone = walkChains({
        chains,
        book: { [name]: 1 },
        strategies: { static: holdUnits({ units: 1 }) },
        venue,
      });
      return both!.holdings[i + 1]![t]! * alone.book[t]![of];
    });
    return options.reduce((sum, each) => sum + each, walk.book[t]![of]);
  };
  for (const t of [0, 10, 22]) {
    near(greeks("gamma", t), 0, 1e-15);
    near(greeks("vega", t), 0, 1e-7);
  }
});

test("a stop-loss is covered in the money, and units are held", () => {
  const spots = [95_000, 99_000, 101_000, 99_500, 104_000, 100_500];
  const { horizons } = walkChains({
    chains: madeUpChains({ spots, hours: 24 }),
    ...{ book: { [CALL]: -3 }, strategies, venue },
  });
  const { naked, static: units } = horizons[0].estimators;
  assert.equal([...naked!.holdings[0]!], [0, 0, 3, 0, 3]);
  assert.equal([...units!.holdings[0]!], [1, 1, 1, 1, 1]);
});

test("Black's delta hedges what is counted in quote currency, the premium-adjusted one coin", () => {
  const chains = madeUpChains({ spots: path(100, 0.001), hours: 0.1, basis: 1.003 });
  const book = { "BTC-27MAR26-80000-C": 10 };
  for (const [numeraire, right, wrong] of [
    ["quote", "black", "coin"],
    ["coin", "coin", "black"],
  ] as const) {
    const walk = walkChains({
      ...{ chains, book, venue, numeraire },
      strategies: {
        black: deltaHedge({ every: "1m" }),
        coin: deltaHedge({ every: "1m", delta: "premiumAdjusted" }),
      },
    });
    const { unhedged: alone, estimators } = walk.horizons[0];
    assert.ok(removed(estimators[right]!.hedged, alone) > 0.9999);
    assert.ok(removed(estimators[wrong]!.hedged, alone) < 0.95);
  }
});

test("gamma neutral is better where the coin moves, vega neutral where volatility does", () => {
  const book = { [CALL]: -3 };
  const jumpy = madeUpChains({ spots: path(40, 0.04) });
  const restless = madeUpChains({
    spots: path(40, 0.004),
    volatility: path(40, 0.1, 9).map((level) => (0.5 * level) / 95_000),
  });
  const walked = (chains: readonly OptionChain[]) => {
    const { unhedged: alone, estimators } = walkChains({ chains, book, strategies, venue })
      .horizons[0];
    return (name: string) => removed(estimators[name]!.hedged, alone);
  };
  const [moves, turns] = [walked(jumpy), walked(restless)];
  assert.ok(moves("gamma") > 0.98 && moves("gamma") > moves("black"), `${moves("gamma")}`);
  assert.ok(turns("vega") > 0.98 && turns("vega") > turns("black"), `${turns("vega")}`);
});

test("trades pay the fee and half the quoted spread, options at most their cap", () => {
  const walk = walkChains({
    chains: madeUpChains({ spots: path(3, 0.01), half: 0.0004 }),
    book: { [CALL]: -3 },
    strategies: { gamma: deltaGammaHedge({ using: later }) },
    venue: venues.deribitBtc,
  });
  const { accounts, holdings, instruments } = walk.horizons[0].estimators.gamma!;
  assert.equal([...instruments], ["index", LATER]);
  const [future, hedge] = holdings.map((column) => column[0]!);
  // 0.03 % of the coin an option, and half a spread of 0.0004 coins
  near(accounts[1]!.costs[0]!, hedge! * 95_000 * (0.0003 + 0.0004), 1e-9);
  // 0.05 % and half a tick of half a dollar
  near(accounts[0]!.costs[0]!, Math.abs(future!) * (95_000 * 0.0005 + 0.25), 1e-9);
  near(hedge! * 10, Math.round(hedge! * 10), 1e-12);
});

test("decisions are as far apart as the strategy says", () => {
  const { horizons } = walkChains({
    chains: madeUpChains({ spots: path(9, 0.02) }),
    book: { [CALL]: -3 },
    strategies: { daily: deltaHedge({ every: "1d" }) },
    venue,
  });
  const [held] = horizons[0].estimators.daily!.holdings;
  held!.forEach((units, t) => {
    assert.is(units === held![t - 1], t % 2 === 1);
  });
});

test("an option without a quote is marked between its neighbours, and said to be", () => {
  const spots = path(4, 0.02);
  const chains = madeUpChains({ spots });
  const holed = chains.map((chain, t) =>
    t === 2
      ? madeUpChains({ spots, instruments: INSTRUMENTS.filter((i) => i !== CALL) })[2]!
      : chain,
  );
  const walked = (of: readonly OptionChain[]) =>
    walkChains({ chains: of, book: { [CALL]: -3 }, strategies, venue });
  const [full, filled] = [walked(chains), walked(holed)];
  assert.equal([...full.notes], []);
  assert.is(filled.notes.length, 1);
  assert.match(
    filled.notes[0]!,
    /^BTC-30JAN26-100000-C had no mark in the chain of 2026-01-02T08:00:00Z: priced at the/,
  );
  full.horizons[0].unhedged.forEach((profit, t) => {
    near(filled.horizons[0].unhedged[t]!, profit, 1e-9);
  });
});

test("an option that expires on the way is worth its payoff from then on", () => {
  // 29 days to the expiry, and two chains beyond
  const spots = [95_000, 103_000, 108_000, 120_000, 80_000];
  const chains = madeUpChains({ spots, hours: 24 * 10 });
  const book = { [CALL]: -2, "BTC-30JAN26-110000-P": 1 };
  const given = { chains, book, venue: venues.deribitBtc, deliveries: { "BTC-30JAN26": 105_000 } };
  const strategies = {
    weekly: deltaGammaHedge({ using: near30, roll: { days: 1 } }),
    delta: deltaHedge(),
  };
  const [quote, coin] = (["quote", "coin"] as const).map((numeraire) =>
    walkChains({ ...given, numeraire, strategies }),
  );
  const worth = -2 * 5000 + 5000;
  near(quote!.book[3]!.price, worth, 1e-9);
  near(coin!.book[3]!.price, worth / 105_000, 1e-15);
  for (const { horizons, book: values } of [quote!, coin!]) {
    assert.is(values[4]!.delta, 0);
    assert.is(horizons[0].unhedged[3], 0);
    const { delta, weekly } = horizons[0].estimators;
    assert.is(delta!.holdings[0]![3], 0);
    assert.is(weekly!.instruments[1], "BTC-30JAN26-110000-C");
  }
  // settled without a trade: the costs of its leg are those of the trades before
  const [, option] = quote!.horizons[0].estimators.weekly!.accounts;
  assert.is(option!.costs[3], 0);
});

test("the report of a walk forward judges strategies over chains too", () => {
  const walk = walkChains({
    chains: madeUpChains({ spots: path(50, 0.02) }),
    book: { [CALL]: -3 },
    strategies,
    venue: venues.deribitBtc,
  });
  const [horizon] = hedgeReport(walk, { replicates: 200 }).horizons;
  const { black, never } = horizon!.estimators;
  const { unhedged: alone, estimators } = walk.horizons[0];
  const values = walk.horizons[0].values;
  const over = (profits: Float64Array) => profits.map((profit, t) => profit / values[t]!);
  near(black!.effectiveness.value, removed(over(estimators.black!.hedged), over(alone)), 1e-12);
  assert.is(never!.effectiveness.value, 0);
  assert.ok(Number.isNaN(black!.inSample));
  assert.ok(black!.cost > 0);
});

test("the listed option nearest to a delta, a strike or the forward is found", () => {
  const [chain] = madeUpChains({ spots: [95_500], volatility: 0.6 });
  const after = Date.UTC(2026, 1, 1);
  assert.is(listedOption(chain!, { days: 25 }), "BTC-30JAN26-100000-C");
  assert.is(listedOption(chain!, { days: 25, after }), "BTC-27MAR26-100000-C");
  assert.is(listedOption(chain!, { kind: "put", days: 90, strike: 64_000 }), "BTC-27MAR26-60000-P");
  assert.is(listedOption(chain!, { days: 20, delta: 0.2 }), "BTC-30JAN26-110000-C");
  assert.is(listedOption(chain!, { kind: "put", days: 20, delta: 0.3 }), "BTC-30JAN26-90000-P");
  assert.throws(
    () => listedOption(chain!, { days: 25, after: Date.UTC(2027, 0, 1) }),
    /^chain of 2026-01-01T08:00:00Z has no such option beyond 2027-01-01$/,
  );
  assert.throws(
    () => listedOption(chain!, { days: 25, delta: 0.3, strike: 1 }),
    /has delta and strike/,
  );
});

function message(changes: object): string {
  const given = { chains: madeUpChains({ spots: path(4, 0.02) }), book: { [CALL]: 1 } };
  try {
    walkChains({ ...given, strategies, venue, ...changes });
  } catch (error) {
    return (error as Error).message;
  }
  return "no error";
}

test("bad input is named", () => {
  const chains = madeUpChains({ spots: path(4, 0.02) });
  assert.is(message({ chains: chains.slice(0, 2) }), "chains must be at least 3, got 2");
  assert.is(
    message({ chains: [chains[1], chains[0], chains[2]] }),
    "chains row 2: times must ascend, got 2026-01-01T08:00:00Z",
  );
  assert.is(message({ book: {} }), "book must have an option, got none");
  assert.is(message({ book: { "BTC-30JAN26": 1 } }), "BTC-30JAN26 is not an option");
  assert.is(message({ book: { [CALL]: Number.NaN } }), `book.${CALL} must be a number, got NaN`);
  assert.match(
    message({ book: { "BTC-26JUN26-100000-C": 1 } }),
    /^BTC-26JUN26-100000-C has no expiry in the chain of 2026-01-01T08:00:00Z, choose another$/,
  );
  assert.is(
    message({ chains: madeUpChains({ spots: path(5, 0.02), hours: 240 }) }),
    "BTC-30JAN26-100000-C had expired at the chain of 2026-01-31T08:00:00Z; " +
      "set deliveries to what BTC-30JAN26 was settled at, or end the walk before",
  );
  assert.is(
    message({ hedge: "BTC-26JUN26" }),
    "hedge BTC-26JUN26 is not in the chain of 2026-01-01T08:00:00Z, " +
      "known are index, BTC-30JAN26, BTC-27MAR26",
  );
  assert.is(message({ strategies: {} }), "strategies must be at least one, got none");
  assert.match(
    message({ strategies: { a: { type: "gammaHedge" } } }),
    /^unknown strategy: gammaHedge, known are unhedged, deltaHedge,/,
  );
  assert.is(
    message({ strategies: { a: deltaHedge({ volatility: "model" }) } }),
    "strategies.a must have a volatility of its own or the implied one over chains, got an object",
  );
  assert.is(
    message({ strategies: { a: deltaHedge({ leland: true }) } }),
    "strategies.a must be without leland over chains, got an object",
  );
  assert.is(message({ numeraire: "eth" }), 'numeraire must be "quote" or "coin", got "eth"');
});

const data = process.env.HEDGELAB_DATA;
const real = data === undefined ? test.skip : test;
if (data === undefined) console.log("skipped: real chains, set HEDGELAB_DATA to test on them");

real("through the crash of February 2026 a second option does what a delta cannot", () => {
  const folder = `${data}/deribit-chains-2026/snapshots`;
  const chains = readdirSync(folder)
    .filter((name) => /_202601|_2026020/.test(name))
    .map((name) => readChain(`${folder}/${name}`, { currency: "BTC" }));
  const walk = walkChains({
    chains,
    book: { "BTC-27FEB26-90000-C": -10, "BTC-27FEB26-80000-P": -10 },
    strategies: {
      delta: deltaHedge(),
      gamma: deltaGammaHedge({ using: call({ strike: 85_000, days: 58 }) }),
    },
    venue: venues.deribitBtc,
    hedge: "BTC-27FEB26",
  });
  const { unhedged: alone, estimators } = walk.horizons[0];
  const share = (name: string) => removed(estimators[name]!.hedged, alone);
  assert.ok(share("delta") > 0.7 && share("delta") < 0.95);
  assert.ok(share("gamma") > 0.95);
  assert.ok(estimators.gamma!.cost > estimators.delta!.cost);
});

test.run();
