import { suite } from "uvu";
import * as assert from "uvu/assert";
import { normalDistribution } from "../../../../src/core/functions.ts";
import { deltaGammaHedge } from "../../../../src/hedging/option-hedges.ts";
import { deltaHedge, holdUnits, unhedged } from "../../../../src/hedging/strategies.ts";
import { study } from "../../../../src/hedging/study.ts";
import type { MarginAccountInput } from "../../../../src/margin/account.ts";
import {
  type MarginAlongPathsOptions,
  marginAlongPaths,
} from "../../../../src/margin/along-paths/margin-along-paths.ts";
import type { MarginMarketInput } from "../../../../src/margin/market.ts";
import type { Rulebook } from "../../../../src/margin/rulebook.ts";
import { rulebooks } from "../../../../src/margin/rulebooks.ts";
import { geometricBrownian } from "../../../../src/models/geometric-brownian.ts";
import { book, long, short } from "../../../../src/portfolio/book.ts";
import { call, put } from "../../../../src/portfolio/contracts.ts";
import { blackScholes } from "../../../../src/pricing/black-scholes.ts";
import { within } from "../../../sample.ts";
import { options } from "../../hedging/options.ts";

const test = suite("marginAlongPaths");

/** A rulebook of one's own; equity is cash, for books whose options are worth next to nothing. */
function ownRulebook(
  maintenanceOf: (account: MarginAccountInput, spot: number) => number,
  currency = "USD",
): Rulebook {
  return {
    ...{ type: "own", name: "own", source: { document: "none", date: "2026-01-01" } },
    ...{ listed: { types: ["call", "put", "perpetual"] }, parameters: {}, open: [] },
    margin(account: MarginAccountInput, market: MarginMarketInput) {
      const maintenance = maintenanceOf(account, market.underlyings.BTC!.spot.price),
        initial = 2 * maintenance,
        equity = account.cash!;
      return {
        ...{ rulebook: "own", currency, equity, initial, maintenance },
        ...{ initialExcess: equity - initial, maintenanceExcess: equity - maintenance },
        ...{ scenarios: [], worst: null, charges: {}, contributions: [] },
      };
    },
  };
}

/** One coin held for 30 days: equity moves as the spot does. */
const DAYS = 30;
const VOLATILITY = 0.6;
const COIN = {
  book: book(long(1e-12, call({ strike: 100, days: DAYS }))),
  market: { spot: 100, volatility: VOLATILITY },
  model: geometricBrownian({ volatility: VOLATILITY, drift: 0 }),
  strategies: { coin: holdUnits({ units: 1 }), daily: deltaHedge() },
  costs: { type: "proportional", rate: 0 },
  ...{ paths: 800, seed: 11 },
} as const;
const paths = COIN.paths;

/**
 * Chance that a driftless geometric Brownian motion from 100, seen once a day, has been below a
 * level by the end of a day: reflection, at the level moved for discrete monitoring (Broadie,
 * Glasserman and Kou 1997, theorem 1.1).
 */
function firstPassage(level: number, days: number): number {
  if (days === 0) return 0;
  const daily = VOLATILITY / Math.sqrt(365),
    deviation = daily * Math.sqrt(days),
    moved = level * Math.exp(-0.5826 * daily);
  const [distance, drift] = [Math.log(moved / 100), (-deviation * deviation) / 2];
  return (
    normalDistribution((distance - drift) / deviation) +
    Math.exp(-distance) * normalDistribution((distance + drift) / deviation)
  );
}

const CASES = {
  "a constant margin": { rulebook: ownRulebook(() => 20), level: 87, capital: 33 },
  "a margin of a quarter of the spot": {
    rulebook: ownRulebook((_, spot) => spot / 4),
    // capital + spot - 100 = spot / 4
    ...{ level: 88, capital: 100 - 0.75 * 88 },
  },
};

for (const [name, { rulebook, level, capital }] of Object.entries(CASES)) {
  test(`under ${name} liquidation is the first passage of the spot, at every step`, async () => {
    const { liquidation } = await marginAlongPaths(COIN, {
      ...{ strategy: "coin", rulebook, capital, paths },
    });
    const { probability, through, restrictedMeanDays } = liquidation;
    within(probability.value, firstPassage(level, DAYS - 1), probability.standardError);
    // early on the correction for discrete monitoring is not yet exact
    for (const { days, share } of through.slice(4, DAYS)) {
      within(share.value, firstPassage(level, days), share.standardError);
    }
    const survived = Array.from({ length: DAYS }, (_, day) => 1 - firstPassage(level, day)),
      mean = survived.reduce((sum, each) => sum + each, 0);
    within(restrictedMeanDays.value, mean, restrictedMeanDays.standardError);
  });
}

test("an inverse perpetual is liquidated at the first passage of the spot, in coins", async () => {
  // 0.3 + 1 - 100 / spot = 0.15
  const asked = { strategy: "coin", rulebook: ownRulebook(() => 0.15, "BTC"), capital: 0.3, paths },
    strategies = { coin: holdUnits({ units: 1 }), daily: deltaHedge({ delta: "black" }) },
    level = 100 / 1.15;
  const result = await marginAlongPaths({ ...COIN, strategies, settlement: "coin" }, asked);
  assert.is(result.settlement, "coin");
  assert.is(result.maintenance.worst.value, 0.15);
  const { probability, through } = result.liquidation;
  within(probability.value, firstPassage(level, DAYS - 1), probability.standardError);
  for (const { days, share } of through.slice(4, DAYS)) {
    within(share.value, firstPassage(level, days), share.standardError);
  }
});

test("in coin Deribit's standard margin is asked of inverse contracts, for each its fraction", async () => {
  const inCoin = {
    ...STUDY,
    ...{ settlement: "coin" as const, market: { spot: 100, volatility: 0.5 } },
    book: book(short(10, call({ strike: 110, days: 30 }))),
    strategies: { adjusted: deltaHedge({ delta: "premiumAdjusted" }) },
  };
  const { initial, maintenance } = await marginAlongPaths(inCoin, {
    ...{ strategy: "adjusted", rulebook: rulebooks.deribitStandard(), capital: 4, paths: 8 },
  });
  const { price, delta } = blackScholes({
    ...{ kind: "call", spot: 100, strike: 110, years: 30 / 365, volatility: 0.5 },
  });
  const mark = price / 100,
    coins = 10 * (delta - mark),
    added = 0.00005 * coins;
  // a tenth out of the money: 15 % less 10 %, but not below 10 %
  const asked = 10 * (0.1 + mark) + coins * (0.02 + added);
  assert.ok(Math.abs(initial.start / asked - 1) < 1e-6, `${initial.start} ${asked}`);
  const kept = 10 * (0.075 + mark) + coins * (0.01 + added);
  assert.ok(Math.abs(maintenance.start / kept - 1) < 1e-6, `${maintenance.start} ${kept}`);
});

test("capital that is found for a probability of liquidation has it, in closed form", async () => {
  const { capitalNeeded } = await marginAlongPaths(COIN, {
    ...{ strategy: "coin", rulebook: CASES["a constant margin"].rulebook, capital: 40, paths },
    probabilities: [0.5, 0.2, 0.05],
  });
  for (const { probability, capital } of capitalNeeded) {
    const chance = (at: number) => firstPassage(100 + 20 - at, DAYS - 1),
      { value, standardError } = capital!;
    const binomial = Math.sqrt((probability * (1 - probability)) / paths);
    within(chance(value), probability, binomial);
    // and its error is that of the probability over the density
    const moved = chance(value - standardError) - chance(value + standardError);
    assert.ok(Math.abs(moved / (2 * binomial) - 1) < 0.35, `${moved / 2} ${binomial}`);
  }
});

test("a margin that follows a martingale is in the mean what it was at the start", async () => {
  const { maintenance, initial } = await marginAlongPaths(COIN, {
    ...{ strategy: "coin", rulebook: ownRulebook((_, spot) => spot / 4), capital: 50, paths },
  });
  assert.is(maintenance.start, 25);
  assert.is(initial.start, 50);
  const { mean, worst, worstQuantiles } = maintenance.ofStart!;
  within(mean.value, 1, mean.standardError);
  assert.ok(worst.value > mean.value && initial.worst.value === 2 * maintenance.worst.value);
  const values = worstQuantiles.map(({ estimate }) => estimate!.value);
  assert.equal(
    values,
    [...values].sort((a, b) => a - b),
  );
});

/** Ten calls short, hedged three ways, with interest. */
const STUDY = options({
  strategies: {
    none: unhedged(),
    daily: deltaHedge(),
    gamma: deltaGammaHedge({ using: call({ strike: 105, days: 40 }) }),
  },
  market: { spot: 100, volatility: 0.5, rate: 0.04 },
});
const judge = (changes: Partial<MarginAlongPathsOptions> = {}) =>
  marginAlongPaths(STUDY, {
    ...{ strategy: "daily", rulebook: rulebooks.deriveStandard(), capital: 180, paths: 64 },
    ...changes,
  });

test("more capital never makes liquidation likelier or earlier, and needs no other capital", async () => {
  for (const strategy of Object.keys(STUDY.strategies)) {
    const [less, more] = [
      await judge({ strategy, capital: 120 }),
      await judge({ strategy, capital: 220 }),
    ];
    assert.ok(less.liquidation.probability.value >= more.liquidation.probability.value);
    less.liquidation.through.forEach(({ share }, step) => {
      assert.ok(share.value >= more.liquidation.through[step]!.share.value);
    });
    assert.ok(less.leastExcess.mean.value < more.leastExcess.mean.value);
    const [{ capital: a }, { capital: b }] = [less.capitalNeeded[0]!, more.capitalNeeded[0]!];
    assert.ok(Math.abs(a!.value - b!.value) < 1e-9 * a!.value, `${a!.value} ${b!.value}`);
  }
});

test("with the capital found, so many paths are liquidated and no more", async () => {
  const { capitalNeeded } = await judge({ probabilities: [0.25] }),
    { value } = capitalNeeded[0]!.capital!;
  const share = async (capital: number) =>
    (await judge({ capital })).liquidation.probability.value * 64;
  assert.is(await share(value * (1 + 1e-9)), 16);
  assert.is(await share(value * (1 - 1e-9)), 17);
});

test("the same seed gives the same numbers, from options, their result, and a rulebook's description", async () => {
  const described = { ...STUDY, paths: 64 },
    asked = { strategy: "gamma", capital: 150 };
  const first = await marginAlongPaths(described, { ...asked, rulebook: rulebooks.deriveV2() });
  const again = await marginAlongPaths(await study(described), {
    ...{ ...asked, rulebook: { type: "deriveV2" } },
  });
  assert.equal(first, again);
  assert.is(first.paths, 64);
});

test("a perpetual or coins as the hedge stand in one equity", async () => {
  const rulebook = ownRulebook(() => 0);
  // options and coins at the prices of the market, beside the cash
  const valued: Rulebook = {
    ...rulebook,
    margin(account, market) {
      const { spot, expiries } = market.underlyings.BTC!;
      const worth = account.positions!.map(({ quantity, contract }) => {
        if (contract.type === "perpetual") return 0;
        if (contract.type === "spot") return quantity * spot.price;
        const { days, strike } = contract as { days: number; strike: number };
        const expiry = expiries!.find((each) => each.days === days)!;
        return quantity * expiry.volatilities!.find((row) => row.strike === strike)!.callMark!;
      });
      const equity = worth.reduce((sum, each) => sum + each, account.cash!);
      return { ...rulebook.margin(account, market), equity };
    },
  };
  const [perpetual, spot] = [
    await judge({ rulebook: valued, hedge: "perpetual" }),
    await judge({ rulebook: valued, hedge: "spot" }),
  ];
  const [a, b] = [perpetual.leastExcess.mean, spot.leastExcess.mean];
  assert.ok(Math.abs(a.value - b.value) < 1e-9 * 180, `${a.value} ${b.value}`);
});

test("where the requirement depends on cash, no capital is told", async () => {
  const rulebook = ownRulebook(({ cash }) => 0.1 * Math.abs(cash!));
  const { capitalNeeded } = await judge({ rulebook });
  assert.equal(capitalNeeded[0], { probability: 0.05, capital: null });
});

test("progress counts paths, and a signal stops", async () => {
  const seen: number[] = [],
    controller = new AbortController();
  const stopped = judge({
    onProgress(done) {
      seen.push(done);
      if (done === 3) controller.abort(new Error("enough"));
    },
    signal: controller.signal,
  });
  await stopped.then(
    () => assert.unreachable(),
    (error: Error) => assert.is(error.message, "enough"),
  );
  assert.equal(seen, [1, 2, 3]);
});

const PAIR = book(
  short(1, call({ strike: 100, days: 30 })),
  short(1, put({ strike: 100, days: 30, volatility: 0.7 })),
);
const coins = {
  settlement: "coin",
  strategies: { daily: deltaHedge({ delta: "black" }) },
} as const;
const ERRORS: readonly [Partial<MarginAlongPathsOptions>, Partial<typeof STUDY>, RegExp][] = [
  [{ strategy: "weekly" }, {}, /^strategy must be one of none, daily, gamma, got weekly$/],
  [
    {},
    coins,
    /^inverse contract is not listed under Derive standard margin, listed are linear ones$/,
  ],
  [
    { rulebook: ownRulebook(() => 1) },
    coins,
    /^rulebook must be in BTC where settlement is coin, got own in USD$/,
  ],
  [
    { hedge: "spot", rulebook: rulebooks.deribitStandard() },
    coins,
    /^hedge must be the perpetual where settlement is coin, got "spot"$/,
  ],
  [{ capital: 0 }, {}, /^capital must be positive, got 0$/],
  [{ capital: Number.NaN }, {}, /^capital must be a number, got NaN$/],
  [{ paths: 1 }, {}, /^paths must be at least 2, got 1$/],
  [{ probabilities: [1.5] }, {}, /^probabilities.0 must be below 1, got 1.5$/],
  [{ hedge: "future" as "spot" }, {}, /^hedge must be "perpetual" or "spot", got "future"$/],
  [{ rulebook: rulebooks.dydx() }, {}, /^contract call is not listed under dYdX/],
  [
    {},
    { book: PAIR },
    /^volatility of strike 100 in 30 days must be one for all its options, got 0.5 and 0.7$/,
  ],
];

for (const [asked, changes, message] of ERRORS) {
  test(`an error says: ${message.source}`, async () => {
    const told = { strategy: "daily", rulebook: rulebooks.deriveStandard(), capital: 100 };
    await marginAlongPaths({ ...STUDY, ...changes }, { ...told, ...asked }).then(
      () => assert.unreachable(),
      (error: Error) => assert.match(error.message, message),
    );
  });
}

test.run();
