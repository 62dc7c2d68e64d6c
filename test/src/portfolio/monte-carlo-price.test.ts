import { suite } from "uvu";
import * as assert from "uvu/assert";
import { geometricBrownian } from "../../../src/models/geometric-brownian.ts";
import { merton } from "../../../src/models/merton.ts";
import { basket } from "../../../src/portfolio/assets-contracts.ts";
import { call, put } from "../../../src/portfolio/contracts.ts";
import {
  type MonteCarloPriceOptions,
  monteCarloPrice,
} from "../../../src/portfolio/monte-carlo-price.ts";
import {
  asian,
  barrier,
  digital,
  lookback,
  varianceSwap,
} from "../../../src/portfolio/path-contracts.ts";
import { asianPriceVecer } from "../../../src/pricing/asian-price-vecer.ts";
import { barrierPrice } from "../../../src/pricing/barrier-price.ts";
import { blackScholes } from "../../../src/pricing/black-scholes.ts";
import { digitalPrice } from "../../../src/pricing/digital-price.ts";
import { geometricAsianPrice } from "../../../src/pricing/geometric-asian-price.ts";
import { inverseOption } from "../../../src/pricing/inverse-option.ts";
import { lookbackPrice } from "../../../src/pricing/lookback-price.ts";
import { within } from "../../sample.ts";
import { close, number, table } from "../pricing/table.ts";

const test = suite("monte carlo price");
const DAYS = 73;
const market = { spot: 100, rate: 0.05, dividendYield: 0.02 };
const model = geometricBrownian({ volatility: 0.5 });
const terms = { spot: 100, rate: 0.05, dividendYield: 0.02, volatility: 0.5, years: DAYS / 365 };
const base = { market, model, steps: 64, paths: 40_000, seed: 11 };

/** Contracts that have a closed form, and its value. */
const KNOWN = {
  call: [
    call({ strike: 110, days: DAYS }),
    blackScholes({ ...terms, kind: "call", strike: 110 }).price,
  ],
  put: [put({ strike: 95, days: DAYS }), blackScholes({ ...terms, kind: "put", strike: 95 }).price],
  cash: [
    digital({ kind: "put", strike: 100, days: DAYS, cash: 10 }),
    digitalPrice({ ...terms, kind: "put", strike: 100, pays: "cash", cash: 10 }),
  ],
  upOut: [
    barrier({
      kind: "call",
      strike: 100,
      days: DAYS,
      level: 130,
      direction: "up",
      knock: "out",
      rebate: 3,
    }),
    barrierPrice({
      ...terms,
      kind: "call",
      strike: 100,
      barrierType: "upOut",
      barrier: 130,
      rebate: 3,
    }),
  ],
  downIn: [
    barrier({
      kind: "put",
      strike: 100,
      days: DAYS,
      level: 80,
      direction: "down",
      knock: "in",
      rebate: 3,
    }),
    barrierPrice({
      ...terms,
      kind: "put",
      strike: 100,
      barrierType: "downIn",
      barrier: 80,
      rebate: 3,
    }),
  ],
  floating: [
    lookback({ kind: "call", days: DAYS }),
    lookbackPrice({ ...terms, kind: "call", strike: "floating" }),
  ],
  fixed: [
    lookback({ kind: "put", strike: 90, days: DAYS }),
    lookbackPrice({ ...terms, kind: "put", strike: 90 }),
  ],
} as const;

const contracts = Object.fromEntries(
  Object.entries(KNOWN).map(([name, [contract]]) => [name, contract]),
);

for (const sampling of ["independent", "antithetic", "sobol", "stratified", "matched"] as const) {
  test(`${sampling} sampling meets the closed forms`, async () => {
    const { prices } = await monteCarloPrice({ ...base, contracts, sampling });
    for (const [name, [, exact]] of Object.entries(KNOWN)) {
      const { value, standardError } = prices[name]!;
      assert.ok(standardError > 0, name);
      // rebates at touch are paid at the end of a step
      within(value, exact, standardError + (name === "upOut" ? 5e-4 : 0), name);
    }
  });
}

test("a geometric Asian call is worth its closed form over the same dates", async () => {
  const contract = asian({ kind: "call", strike: 100, days: DAYS, average: "geometric" });
  const fixings = Array.from({ length: 65 }, (_, step) => (step * terms.years) / 64);
  const { prices } = await monteCarloPrice({ ...base, contracts: { contract } });
  const exact = geometricAsianPrice({ ...terms, kind: "call", strike: 100, fixings });
  within(prices.contract!.value, exact, prices.contract!.standardError);
});

test("geometric averages take away almost all variance of arithmetic ones", async () => {
  const fixings = (from: number) =>
    Array.from({ length: 65 - from }, (_, i) => ((from + i) * DAYS) / 365 / 64);
  for (const kind of ["call", "put"] as const) {
    const known = [
      [asian({ kind, strike: 105, days: DAYS }), fixings(0)],
      [asian({ kind, strike: 95, days: DAYS, includesFirst: false }), fixings(1)],
      [asian({ kind, strike: 100, days: DAYS, fromDays: DAYS / 2 }), fixings(32)],
    ] as const;
    const contracts = Object.fromEntries(known.map(([contract], i) => [i, contract]));
    const how = { ...base, contracts, controls: ["geometricAsian"] as const, paths: 16_384 };
    const { prices } = await monteCarloPrice(how);
    known.forEach(([{ strike }, times], i) => {
      const exact = asianPriceVecer({ ...terms, kind, strike: strike!, fixings: times });
      const { value, standardError, varianceRatio } = prices[i]!;
      within(value, exact, standardError + 1e-4, `${kind} ${i}`);
      assert.ok(varianceRatio > 100, `${kind} ${i}: ${varianceRatio}`);
    });
  }
});

test("controls and Sobol points take variance away, and their standard errors hold", async () => {
  const one = {
    ...base,
    market: { spot: 100, rate: 0.05 },
    contracts: { call: call({ strike: 100, days: DAYS }) },
  };
  const exact = blackScholes({ ...terms, dividendYield: 0, kind: "call", strike: 100 }).price;
  const least: [Partial<MonteCarloPriceOptions>, number][] = [
    [{ controls: ["asset"] }, 4],
    [{ controls: ["deltaHedge"] }, 100],
    [{ controls: ["asset", "deltaHedge"], sampling: "antithetic" }, 100],
    [{ sampling: "sobol" }, 100],
    [{ sampling: "sobol", controls: ["asset"] }, 1000],
  ];
  for (const [how, ratio] of least) {
    const { call } = (await monteCarloPrice({ ...one, ...how })).prices;
    within(call!.value, exact, call!.standardError, JSON.stringify(how));
    assert.ok(call!.varianceRatio > ratio, `${JSON.stringify(how)}: ${call!.varianceRatio}`);
  }
});

test("errors of independent paths fall as the root of their number, of Sobol points faster", async () => {
  const one = { ...base, contracts: { mean: asian({ kind: "call", strike: 100, days: DAYS }) } };
  const error = async (paths: number, sampling: "independent" | "sobol") =>
    (await monteCarloPrice({ ...one, paths, sampling })).prices.mean!.standardError;
  const slope = async (sampling: "independent" | "sobol") =>
    Math.log((await error(131_072, sampling)) / (await error(8192, sampling))) / Math.log(16);
  assert.ok(Math.abs((await slope("independent")) + 0.5) < 0.02);
  assert.ok((await slope("sobol")) < -0.65);
});

test("paths pushed to a far strike meet its price with a thousandth of the variance", async () => {
  const far = { ...base, contracts: { put: put({ strike: 35, days: DAYS }) } };
  const { put: pushed } = (await monteCarloPrice({ ...far, sampling: "importance" })).prices;
  const exact = blackScholes({ ...terms, kind: "put", strike: 35 }).price;
  within(pushed!.value, exact, pushed!.standardError);
  assert.ok(pushed!.varianceRatio > 1000, `${pushed!.varianceRatio}`);
});

test("a variance swap is worth the discounted difference from the variance", async () => {
  const contract = varianceSwap({ strike: 0.2, days: DAYS });
  const { prices, stepYears } = await monteCarloPrice({ ...base, contracts: { contract } });
  const drift = 0.03 - 0.5 ** 2 / 2;
  const exact = Math.exp(-0.05 * terms.years) * (0.25 + drift ** 2 * stepYears - 0.2);
  within(prices.contract!.value, exact, prices.contract!.standardError);
});

test("a variance swap has the strike that QuantLib's test of a term structure has", async () => {
  const [row] = table("variance-swap-mc");
  // what is realised on average is the whole curve's variance, whatever its way there
  const market = { spot: number(row!.s), rate: number(row!.r), dividendYield: number(row!.q) };
  const swap = varianceSwap({ strike: number(row!.varStrike), days: 365 * number(row!.t) });
  const { prices } = await monteCarloPrice({
    ...{ market, model: geometricBrownian({ volatility: number(row!.v) }) },
    ...{ contracts: { swap }, steps: 90, paths: 100_000 },
  });
  const variance = number(row!.varStrike) + prices.swap!.value;
  close(variance, number(row!.result), number(row!.tol), row!.line);
});

test("in and out with one barrier are the option, path by path", async () => {
  const knocked = (knock: "in" | "out") =>
    barrier({ kind: "call", strike: 100, days: DAYS, level: 85, direction: "down", knock });
  const all = { in: knocked("in"), out: knocked("out"), whole: call({ strike: 100, days: DAYS }) };
  const { prices } = await monteCarloPrice({ ...base, contracts: all });
  assert.ok(Math.abs(prices.in!.value + prices.out!.value - prices.whole!.value) < 1e-12);
});

test("the same seed gives the same bits", async () => {
  const [first, second] = [
    await monteCarloPrice({ ...base, contracts }),
    await monteCarloPrice({ ...base, contracts }),
  ];
  assert.equal(first.prices, second.prices);
});

test("progress reaches all paths, and an abort is heard", async () => {
  const seen: number[] = [];
  await monteCarloPrice({ ...base, contracts, onProgress: (done) => seen.push(done) });
  assert.is(seen.at(-1), 40_000);
  const stopped = monteCarloPrice({ ...base, contracts, signal: AbortSignal.abort() });
  await stopped.then(
    () => assert.unreachable(),
    (error) => assert.is(error.name, "AbortError"),
  );
});

const BAD: [string, Record<string, unknown>, RegExp][] = [
  ["no contracts", { contracts: {} }, /^contracts must have at least one contract/],
  [
    "an unknown contract",
    { contracts: { x: { type: "swing" } } },
    /^unknown contract: swing, known are/,
  ],
  ["few paths", { paths: 10 }, /^paths must be at least 64, got 10$/],
  [
    "a yield beside a delta hedge",
    { controls: ["deltaHedge"] },
    /^dividendYield must be 0 for deltaHedge, got 0.02$/,
  ],
  [
    "a date off the grid",
    { contracts: { a: call({ strike: 1, days: 1 }), b: call({ strike: 1, days: 3.1 }) }, steps: 3 },
    /^days must fall on one of 3 steps/,
  ],
];
for (const [what, change, message] of BAD) {
  test(`${what} is named`, async () => {
    await monteCarloPrice({ ...base, contracts, ...change } as MonteCarloPriceOptions).then(
      () => assert.unreachable(),
      (error) => assert.match(error.message, message),
    );
  });
}

function simpson(f: (x: number) => number, low: number, high: number, intervals: number): number {
  const h = (high - low) / intervals;
  let sum = f(low) + f(high);
  for (let i = 1; i < intervals; i++) sum += (i % 2 ? 4 : 2) * f(low + i * h);
  return (sum * h) / 3;
}

async function rejects(options: MonteCarloPriceOptions, message: string): Promise<void> {
  const found = await monteCarloPrice(options).then(
    () => "nothing",
    (error: unknown) => (error as Error).message,
  );
  assert.is(found, message);
}

test("inverse contracts are worth what their coins fetch under the coin's own measure", async () => {
  const contracts = {
    call: call({ strike: 110, days: DAYS }),
    put: put({ strike: 95, days: DAYS }),
  };
  const { prices } = await monteCarloPrice({ ...base, contracts, settlement: "inverse" });
  const linear = await monteCarloPrice({ ...base, contracts });
  for (const [kind, strike] of [
    ["call", 110],
    ["put", 95],
  ] as const) {
    const { value, standardError } = prices[kind]!;
    within(value, inverseOption({ ...terms, kind, strike }).coinPrice, standardError);
    // the mean of the coins paid, (S - K)+ / S, by Simpson's rule in the world where coins grow at
    // their own yield: the drift of the log is that of the quote's world plus the variance
    const drift = (0.05 - 0.02 + 0.5 ** 2 / 2) * terms.years,
      deviation = 0.5 * Math.sqrt(terms.years);
    const paid = (z: number) => {
      const share = 1 - strike / (100 * Math.exp(drift + deviation * z));
      return Math.max(kind === "call" ? share : -share, 0) * Math.exp((-z * z) / 2);
    };
    const mean = simpson(paid, -9, 9, 4000) / Math.sqrt(2 * Math.PI);
    within(value, Math.exp(-0.02 * terms.years) * mean, standardError);
    assert.is(prices[kind]!.varianceRatio, linear.prices[kind]!.varianceRatio);
  }
});

test("what cannot be settled or controlled is said", async () => {
  const one = { spot: 100, model };
  await rejects(
    {
      contracts: { b: basket({ kind: "call", strike: 100, days: 30, weights: { a: 1, b: 1 } }) },
      market: { assets: { a: one, b: one } },
      ...{ settlement: "inverse", paths: 1000 },
    },
    "settlement must be linear for several assets, got inverse",
  );
  await rejects(
    {
      ...base,
      market: { spot: 100 },
      contracts: { a: asian({ kind: "call", strike: 100, days: DAYS }) },
      controls: ["deltaHedge"],
    },
    "controls must fit a contract: deltaHedge needs a call or a put, got none",
  );
  await rejects(
    { ...base, contracts: { a: call({ strike: 100, days: DAYS }) }, controls: ["geometricAsian"] },
    "controls must fit a contract: geometricAsian needs an Asian on an arithmetic mean, got none",
  );
  await rejects(
    {
      ...base,
      model: merton({ volatility: 0.5, jumpsPerYear: 1, jumpMean: 0, jumpDeviation: 0.1 }),
      contracts: { a: asian({ kind: "call", strike: 100, days: DAYS }) },
      controls: ["geometricAsian"],
    },
    "controls must have a known mean: geometricAsian needs geometric Brownian motion",
  );
});

test.run();
