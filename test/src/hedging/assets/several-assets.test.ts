import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  type AssetsMarket,
  type AssetsStudyOptions,
  attribution,
  basket,
  book,
  call,
  crossHedge,
  customHedge,
  deltaGammaHedge,
  deltaHedge,
  eachAsset,
  geometricBrownian,
  heston,
  holdUnits,
  long,
  merton,
  monteCarloPrice,
  optimalHedge,
  pairedProfits,
  proportionalCosts,
  put,
  short,
  stopLoss,
  study,
  underlying,
  venueCosts,
} from "../../../../src/index.ts";
import { within } from "../../../sample.ts";
import { refuses } from "../../description.ts";

const test = suite("several assets");

function market(rho: number, btc = 0.5, eth = 0.7): AssetsMarket {
  return {
    assets: {
      BTC: { spot: 100_000, model: geometricBrownian({ volatility: btc }) },
      ETH: { spot: 4000, model: geometricBrownian({ volatility: eth }) },
    },
    correlations: [
      [1, rho],
      [rho, 1],
    ],
  };
}

const btcCall = call({ strike: 100_000, days: 10, asset: "BTC" }),
  ethPut = put({ strike: 4000, days: 8, asset: "ETH" });
const BOTH = book(short(1, btcCall), short(20, ethPut), long(3, underlying({ asset: "ETH" })));
const FREE = proportionalCosts({ rate: 0 });

function options(changes: Partial<AssetsStudyOptions> = {}): AssetsStudyOptions {
  return {
    ...{ book: BOTH, market: market(0.6), costs: FREE, paths: 4000, seed: 3 },
    strategies: { daily: deltaHedge() },
    ...changes,
  };
}

test("a study of one asset written with its name is the plain one, to the bit", async () => {
  const model = merton({ volatility: 0.5, jumpsPerYear: 10, jumpMean: -0.02, jumpDeviation: 0.05 });
  const plain = {
    book: book(short(2, call({ strike: 105, days: 10 })), long(1, underlying())),
    strategies: {
      daily: deltaHedge({ volatility: "model" }),
      own: deltaHedge({ delta: "model" }),
      gamma: deltaGammaHedge({ using: call({ strike: 100, days: 30 }) }),
      static: holdUnits({ units: 1 }),
      rule: customHedge(({ paths, delta, target }) => {
        for (let i = 0; i < paths; i++) target[i] = -0.9 * delta[i]!;
      }),
    },
    costs: venueCosts({ fee: 0.0005, halfSpread: 0.0002, perTrade: 0.1, lot: 0.01 }),
    ...{ paths: 600, seed: 5 },
  };
  const one = await study({ ...plain, market: { spot: 100, volatility: 0.55, rate: 0.03 }, model });
  const named = await study({
    ...plain,
    market: { assets: { BTC: { spot: 100, volatility: 0.55, model } }, rate: 0.03 },
  });
  const { study: _, market: __, ...left } = one.toJSON(),
    { study: ___, market: ____, ...right } = named.toJSON();
  assert.equal(right, left);
});

test("books on two assets that move apart have the sum of their variances", async () => {
  const apart = market(0),
    strategies = { daily: deltaHedge() },
    how = { market: apart, strategies, paths: 40_000 };
  const [both, btc, eth] = await Promise.all([
    study(options(how)),
    study(options({ ...how, book: book(BOTH.positions[0]!), days: 10 })),
    study(options({ ...how, book: book(BOTH.positions[1]!, BOTH.holdings![0]!), days: 10 })),
  ]);
  for (const of of ["unhedged", "daily"] as const) {
    const [sum, ...parts] = [both!, btc!, eth!].map((result) =>
      of === "daily" ? result.strategies.daily! : result.unhedged,
    );
    const square = (each: typeof sum) => each!.standardDeviation.value ** 2,
      error = (each: typeof sum) =>
        2 * each!.standardDeviation.value * each!.standardDeviation.standardError;
    const expected = parts.reduce((total, part) => total + square(part), 0);
    within(square(sum), expected, Math.hypot(...[sum, ...parts].map(error)));
  }
});

test("where two assets move as one, the one hedges the other as well as itself", async () => {
  const result = await study(
    options({
      book: book(short(20, ethPut)),
      market: market(1 - 1e-7, 0.7, 0.7),
      strategies: { own: deltaHedge(), cross: crossHedge({ of: "ETH", with: "BTC" }) },
    }),
  );
  const { own, cross } = result.strategies;
  assert.ok(own!.efficiency.value > 0.8);
  assert.ok(Math.abs(own!.efficiency.value - cross!.efficiency.value) < 1e-5);
  assert.ok(Math.abs(own!.turnover.value / cross!.turnover.value - 1) < 1e-3);
});

test("a minimum-variance cross hedge removes the square of the correlation", async () => {
  // Hull, Options, Futures and Other Derivatives, example 3.3: rho .928, ratio .778, removes .862
  const [sold, futures, rho] = [0.0263, 0.0313, 0.928].map(Number) as [number, number, number],
    year = Math.sqrt(365);
  // Ether on Bitcoin by daily returns: beta .831, R^2 .312
  const cases = [
    { market: market(rho, futures * year, sold * year), ratio: 0.778, removed: 0.862 },
    {
      market: market(Math.sqrt(0.312), 0.5, (0.5 * 0.831) / Math.sqrt(0.312)),
      ...{ ratio: 0.831, removed: 0.312 },
    },
  ];
  for (const { market, ratio, removed } of cases) {
    const strategies = {
      best: crossHedge({ of: "ETH", with: "BTC" }),
      given: crossHedge({ of: "ETH", with: "BTC", ratio }),
      more: crossHedge({ of: "ETH", with: "BTC", ratio: 1.3 * ratio }),
      less: crossHedge({ of: "ETH", with: "BTC", ratio: 0.7 * ratio }),
    };
    const held = book(long(40, underlying({ asset: "ETH" })));
    const { strategies: all, example } = await study(
      options({ book: held, market, strategies, days: 1, paths: 100_000 }),
    );
    // the published numbers have three digits, prices are not their logarithms
    const { value, standardError } = all.best!.efficiency;
    within(value, removed, standardError + 0.0005);
    within(all.given!.efficiency.value, removed, standardError + 0.0005);
    for (const other of [all.more!, all.less!]) assert.ok(other.efficiency.value < value);
    const units = example.assets!.BTC!.held.best![0]!;
    assert.ok(Math.abs(units / ((-ratio * 40 * 4000) / 100_000) - 1) < 3e-3);
  }
});

test("the value of one asset less another varies as two lognormals do", async () => {
  const [rho, btc, eth, years] = [0.6, 0.5, 0.7, 0.25],
    held = book(long(1, underlying({ asset: "BTC" })), short(25, underlying({ asset: "ETH" })));
  const { unhedged } = await study(options({ book: held, days: 365 * years, paths: 50_000 }));
  const between = (a: number, b: number, c = 1) => Math.exp(c * a * b * years);
  const variance = between(btc, btc) + between(eth, eth) - 2 * between(btc, eth, rho);
  const { value, standardError } = unhedged.standardDeviation;
  within(value, 100_000 * Math.sqrt(variance), standardError);
});

test("the order of the assets does not matter", async () => {
  const { assets, correlations } = market(0.6);
  const turned = { assets: { ETH: assets.ETH!, BTC: assets.BTC! }, correlations };
  const strategies = { daily: deltaHedge(), cross: crossHedge({ of: "ETH", with: "BTC" }) };
  const [one, other] = await Promise.all(
    [{ assets, correlations }, turned].map((market) =>
      study(options({ market, strategies, costs: proportionalCosts(), paths: 20_000 })),
    ),
  );
  for (const name of ["daily", "cross"] as const) {
    for (const measure of ["efficiency", "cost", "standardDeviation", "turnover"] as const) {
      const [a, b] = [one!, other!].map(({ strategies }) => strategies[name]![measure]);
      within(a!.value, b!.value, Math.hypot(a!.standardError, b!.standardError));
    }
  }
});

test("workers and chunks change no bit", async () => {
  const of = options({
    strategies: { daily: deltaHedge(), cross: crossHedge({ of: "ETH", with: "BTC" }) },
  });
  const [one, chunks, threads] = [
    await study(of, { workers: 1 }),
    await study(of, { workers: 1, chunk: 700 }),
    await study(of, { workers: 2, chunk: 512 }),
  ];
  assert.equal(chunks!.toJSON(), one!.toJSON());
  assert.equal(threads!.toJSON(), one!.toJSON());
});

test("a strategy for each asset is what it is alone; what has none is not hedged", async () => {
  const result = await study(
    options({
      strategies: {
        both: deltaHedge({ every: "12h" }),
        each: eachAsset({ BTC: deltaHedge({ every: "12h" }), ETH: deltaHedge({ every: "12h" }) }),
        rule: eachAsset({
          BTC: deltaHedge({ every: "12h" }),
          ETH: customHedge(
            ({ paths, delta, target }) => {
              for (let i = 0; i < paths; i++) target[i] = -delta[i]!;
            },
            { every: "12h" },
          ),
        }),
        one: eachAsset({ BTC: deltaHedge() }),
        static: eachAsset({ ETH: holdUnits({ units: 3 }), BTC: stopLoss() }),
      },
    }),
  );
  const { both, each, rule, one } = result.strategies;
  assert.equal(each, both);
  assert.equal(rule, both);
  const { BTC, ETH } = result.example.assets!;
  assert.ok(one!.efficiency.value < both!.efficiency.value);
  assert.ok(ETH!.held.one!.every((units) => units === 0));
  assert.ok(BTC!.held.one!.some((units) => units > 0));
  assert.ok(ETH!.held.static!.every((units) => units === 3));
});

test("an option hedged with itself, in any of two assets, leaves the other asset's risk alone", async () => {
  const sold = book(short(20, ethPut), short(1, btcCall));
  const using = { using: ethPut, every: "1d" },
    other = { using: { ...btcCall, asset: undefined }, every: "1d" };
  const result = await study(
    options({
      ...{ book: sold, days: 8 },
      strategies: {
        all: eachAsset({ ETH: deltaGammaHedge(using), BTC: deltaGammaHedge(other) }),
        one: eachAsset({ ETH: deltaGammaHedge(using) }),
      },
    }),
  );
  const alone = await study(
    options({ book: book(short(1, btcCall)), days: 8, strategies: { daily: deltaHedge() } }),
  );
  assert.ok(result.strategies.all!.efficiency.value > 1 - 1e-12);
  const { value } = result.strategies.one!.standardDeviation;
  assert.ok(Math.abs(value / alone.unhedged.standardDeviation.value - 1) < 1e-9);
});

test("deltas in tables count the units that are held beside the options", async () => {
  const { strategies } = await study(
    options({
      strategies: {
        black: deltaHedge(),
        model: deltaHedge({ delta: "model" }),
      },
    }),
  );
  const { black, model } = strategies;
  assert.ok(Math.abs(black!.efficiency.value - model!.efficiency.value) < 1e-4);
  assert.ok(Math.abs(black!.turnover.value / model!.turnover.value - 1) < 1e-3);
});

test("every asset pays the costs of its venue, in units of its own", async () => {
  const costs = { BTC: FREE, ETH: venueCosts({ fee: 0.001, perTrade: 2, lot: 0.5 }) },
    strategies = {
      btc: eachAsset({ BTC: deltaHedge() }),
      eth: eachAsset({ ETH: deltaHedge() }),
      both: deltaHedge(),
    };
  const { strategies: all, example } = await study(options({ costs, strategies }));
  assert.is(all.btc!.cost.value, 0);
  const { cost, costs: split, turnover, trades } = all.eth!;
  assert.ok(Math.abs(split.fee.value / (0.001 * turnover.value) - 1) < 1e-9);
  assert.ok(Math.abs(split.perTrade.value / (2 * trades.value) - 1) < 1e-9);
  assert.ok(Math.abs(all.both!.cost.value / cost.value - 1) < 1e-9);
  for (const units of example.assets!.ETH!.held.eth!) assert.is(2 * units, Math.round(2 * units));
});

test("under models with variances and jumps of their own a cross hedge has the best ratio", async () => {
  const assets = {
    BTC: {
      spot: 100_000,
      model: heston({
        ...{ variance: 0.25, meanReversion: 3, longVariance: 0.25, volatilityOfVariance: 0.6 },
        correlation: -0.4,
      }),
    },
    ETH: {
      spot: 4000,
      model: merton({ volatility: 0.6, jumpsPerYear: 12, jumpMean: 0, jumpDeviation: 0.08 }),
    },
  };
  const several = { assets, correlations: market(0.7).correlations };
  const of = options({
    ...{ book: book(long(40, underlying({ asset: "ETH" }))), market: several, days: 4 },
    strategies: { best: crossHedge({ of: "ETH", with: "BTC" }) },
    paths: 20_000,
  });
  const result = await study(of);
  // rho sigma / sigma' of the diffusions
  const ratio = (0.7 * 0.6) / 0.5;
  const strategies = { best: crossHedge({ of: "ETH", with: "BTC", ratio }) };
  const { optimum, standardError } = await optimalHedge({
    ...{ study: { ...of, strategies }, strategy: "best", parameter: "ratio" },
    ...{ between: [0.4, 1.4], costWeight: 0 },
  });
  within(optimum, ratio, standardError!);
  const { BTC } = result.example.assets!;
  const units = (-ratio * 40 * 4000) / 100_000;
  assert.ok(Math.abs(BTC!.held.best![0]! / units - 1) < 1e-12);
});

test("strategies are compared path by path, as those of one asset are", async () => {
  const of = options({
    strategies: { own: deltaHedge(), cross: crossHedge({ of: "ETH", with: "BTC" }) },
  });
  const { strategies } = await study(of);
  const paired = await pairedProfits(of, { first: "own", second: "cross" });
  const gap = strategies.own!.mean.value - strategies.cross!.mean.value;
  assert.ok(Math.abs(paired.mean.value - gap) < 1e-6 * strategies.own!.standardDeviation.value);
});

test("the market of a price is the market of a study", async () => {
  const several = market(0.6);
  const exchange = basket({ kind: "call", strike: 0, days: 30, weights: { BTC: 1, ETH: -25 } });
  const { prices } = await monteCarloPrice({
    contracts: { exchange },
    market: several,
    paths: 20_000,
  });
  // Margrabe (1978)
  const deviation = Math.sqrt((0.25 + 0.49 - 2 * 0.6 * 0.35) * (30 / 365));
  const price = 100_000 * (2 * normal(deviation / 2) - 1);
  within(prices.exchange!.value, price, prices.exchange!.standardError);
  assert.ok((await study(options({ market: several }))).strategies.daily!.efficiency.value > 0);
});

function normal(x: number): number {
  // series of the error function, for small x
  let term = x,
    sum = x;
  for (let n = 1; n < 40; n++) {
    term *= (-x * x) / (2 * n);
    sum += term / (2 * n + 1);
  }
  return 0.5 + sum / Math.sqrt(2 * Math.PI);
}

const REFUSED: [string, Partial<Record<keyof AssetsStudyOptions, unknown>>, string][] = [
  [
    "an option without its asset",
    { book: book(short(1, call({ strike: 1, days: 2 }))) },
    "book.positions.0.contract.asset must be one of BTC, ETH, got nothing",
  ],
  [
    "units of an unknown asset",
    { book: book(long(1, underlying({ asset: "SOL" }))), days: 3 },
    'book.holdings.0.contract.asset must be one of BTC, ETH, got "SOL"',
  ],
  [
    "a matrix that is not positive definite",
    { market: market(1) },
    "correlations must be positive definite, got a least eigenvalue of 0.00;" +
      " nearestCorrelation finds the nearest matrix that is",
  ],
  [
    "coins of several assets",
    { settlement: "coin" },
    'settlement must be "quote" for several assets, got "coin"',
  ],
  [
    "costs of an unknown asset",
    { costs: { BTC: FREE, ETH: FREE, SOL: FREE } },
    'costs must be one of BTC, ETH, got "SOL"',
  ],
  [
    "a cross hedge of an unknown asset",
    { strategies: { x: crossHedge({ of: "SOL", with: "BTC" }) } },
    'strategies.x.of must be one of BTC, ETH, got "SOL"',
  ],
  [
    "units of no asset in particular",
    { strategies: { x: holdUnits({ units: 1 }) } },
    "strategies.x must say its asset where there are several, got holdUnits:" +
      " eachAsset({ BTC: holdUnits(...) })",
  ],
  [
    "a hedge option on another asset",
    { strategies: { x: eachAsset({ BTC: deltaGammaHedge({ using: { ...ethPut, days: 30 } }) }) } },
    'strategies.x.strategies.BTC.using.asset must be one of BTC, got "ETH"',
  ],
];

for (const [what, changes, message] of REFUSED) {
  test(`${what} is refused`, async () => {
    let error: unknown;
    await study(options(changes as Partial<AssetsStudyOptions>)).catch((thrown) => {
      error = thrown;
    });
    assert.is((error as Error)?.message, message);
  });
}

test("costs must be those of all assets, a book of units alone must say its days", async () => {
  const missing = async (changes: Partial<AssetsStudyOptions>) =>
    study(options(changes)).catch((thrown: Error) => thrown.message);
  assert.is(await missing({ costs: { BTC: FREE } }), "costs.ETH is missing");
  assert.is(
    await missing({ book: book(long(1, underlying({ asset: "ETH" }))) }),
    "days is missing: a book of units alone has no end of its own",
  );
});

test("names of assets, and what needs several, are refused where there is one without a name", async () => {
  const plain = {
    book: book(short(1, call({ strike: 100, days: 5, asset: "ETH" }))),
    market: { spot: 100, volatility: 0.5 },
    strategies: { daily: deltaHedge() },
  };
  const said = (of: object) => study(of as typeof plain).catch((error: Error) => error.message);
  assert.is(
    await said(plain),
    'book.positions.0.contract.asset must be left out where the market names no assets, got "ETH"',
  );
  const strategies = { x: crossHedge({ of: "ETH", with: "BTC" }) };
  assert.is(
    await said({ ...plain, book: book(short(1, call({ strike: 100, days: 5 }))), strategies }),
    "strategies.x is of markets that name their assets, got crossHedge",
  );
});

test("profits by cause are of one asset", async () => {
  const refused = await attribution(options(), { strategy: "daily" }).catch(
    (error: Error) => error.message,
  );
  assert.is(refused, "study must be of one market, without assets by name, got BTC, ETH");
});

test("an asset does not hedge itself across", () => {
  refuses(
    () => crossHedge({ of: "ETH", with: "ETH" }),
    RangeError,
    'with must be another asset than the one hedged, got "ETH"',
  );
});

test.run();
