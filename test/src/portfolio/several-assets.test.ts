import { suite } from "uvu";
import * as assert from "uvu/assert";
import { geometricBrownian } from "../../../src/models/geometric-brownian.ts";
import { heston } from "../../../src/models/heston.ts";
import { ornsteinUhlenbeck } from "../../../src/models/ornstein-uhlenbeck.ts";
import { basket, rainbow } from "../../../src/portfolio/assets-contracts.ts";
import { call } from "../../../src/portfolio/contracts.ts";
import {
  type MonteCarloPriceOptions,
  monteCarloPrice,
} from "../../../src/portfolio/monte-carlo-price.ts";
import { bestOfTwoPrice } from "../../../src/pricing/best-of-two-price.ts";
import { blackScholes } from "../../../src/pricing/black-scholes.ts";
import { margrabe } from "../../../src/pricing/margrabe.ts";
import { spreadPrice } from "../../../src/pricing/spread-price.ts";
import { within } from "../../sample.ts";
import { number, type Row, table, wholeDays } from "../pricing/table.ts";

const test = suite("several assets");
const HOW = { steps: 1, paths: 1 << 15, sampling: "sobol" } as const;

/** Standard error of a rounded or tolerated number of a table, whose errors are uniform. */
function spread(tolerance: number): number {
  return tolerance / Math.sqrt(3);
}

/** A pair of lognormal assets of a line of a table; forwards of a spread. */
function pair(row: Row) {
  const forward = row.basketType === "SpreadBasket";
  const asset = (i: 1 | 2) => ({
    spot: number(row[`s${i}`]),
    model: geometricBrownian({ volatility: number(row[`v${i}`]) }),
    dividendYield: number(forward ? row.r : row[`q${i}`]),
  });
  const rho = number(row.rho);
  return {
    rate: number(row.r),
    assets: { one: asset(1), two: asset(2) },
    correlations: [
      [1, rho],
      [rho, 1],
    ],
  };
}

const daysOf = (row: Row) => wholeDays(number(row.t)) * 365;

test("options on two assets agree with Stulz's and Haug's, all 29", async () => {
  const rows = table("basket-two-asset-stulz");
  assert.is(rows.length, 29);
  for (const row of rows) {
    const terms = {
      kind: row.type!.toLowerCase() as "call" | "put",
      strike: number(row.strike),
      days: daysOf(row),
    };
    const on = row.basketType === "MinBasket" ? "lowest" : "highest";
    const contract =
      row.basketType === "SpreadBasket"
        ? basket({ ...terms, weights: { one: 1, two: -1 } })
        : rainbow({ ...terms, on });
    const { prices } = await monteCarloPrice({
      ...HOW,
      market: pair(row),
      contracts: { contract },
    });
    const { value, standardError } = prices.contract!;
    // spreads are Kirk's approximation there
    const tolerance = row.basketType === "SpreadBasket" ? 2e-3 : number(row.tol);
    within(value, number(row.result), Math.hypot(standardError, spread(tolerance)), row.line);
  }
});

test("exchanges of one asset for another agree with Haug, page 52", async () => {
  const rows = table("margrabe-exchange-haug");
  assert.is(rows.length, 11);
  for (const row of rows) {
    const weights = { one: number(row.Q1), two: -number(row.Q2) };
    const contract = basket({ kind: "call", strike: 0, days: daysOf(row), weights });
    const { prices } = await monteCarloPrice({
      ...HOW,
      market: pair(row),
      contracts: { contract },
    });
    const { value, standardError } = prices.contract!;
    const error = Math.hypot(standardError, spread(number(row.tol)));
    within(value, number(row.result), error, row.line);
  }
});

test("puts on the highest of three assets agree with Barraquand's", async () => {
  const rows = table("basket-three-asset-barraquand");
  assert.is(rows.length, 7);
  for (const row of rows) {
    const rho = number(row.rho);
    const asset = (i: 1 | 2 | 3) => ({
      spot: number(row[`s${i}`]),
      model: geometricBrownian({ volatility: number(row[`v${i}`]) }),
    });
    const market = {
      rate: number(row.r),
      assets: { one: asset(1), two: asset(2), three: asset(3) },
      correlations: [0, 1, 2].map((i) => [0, 1, 2].map((k) => (i === k ? 1 : rho))),
    };
    const strike = number(row.strike),
      days = (365 * 30 * number(row.t)) / 360;
    const contract = rainbow({ kind: "put", on: "highest", strike, days });
    const { prices } = await monteCarloPrice({ ...HOW, market, contracts: { contract } });
    const { value, standardError } = prices.contract!;
    // two decimals in the paper
    const error = Math.hypot(standardError, spread(0.005));
    within(value, number(row.euroValue), error, row.line);
  }
});

const btc = { spot: 100, model: geometricBrownian({ volatility: 0.6 }), dividendYield: 0.01 };
const eth = { spot: 40, model: geometricBrownian({ volatility: 0.8 }) };
const assets = { btc, eth };
const correlations = [
  [1, 0.7],
  [0.7, 1],
];
const market = { rate: 0.04, assets, correlations };
const two = {
  ...{ spot1: 100, spot2: 80, volatility1: 0.6, volatility2: 0.8, correlation: 0.7 },
  ...{ rate: 0.04, dividendYield1: 0.01, years: 60 / 365 },
};

for (const sampling of ["independent", "antithetic", "stratified", "matched"] as const) {
  test(`${sampling} sampling meets closed forms of two assets, with their spots as controls`, async () => {
    const known = {
      spread: [
        basket({ kind: "put", strike: 10, days: 60, weights: { btc: 1, eth: -2 } }),
        spreadPrice({ ...two, kind: "put", strike: 10 }),
      ],
      exchange: [
        basket({ kind: "call", strike: 0, days: 60, weights: { btc: 1, eth: -2 } }),
        margrabe(two).price,
      ],
      best: [
        rainbow({ kind: "call", on: "highest", strike: 90, days: 60, weights: { btc: 1, eth: 2 } }),
        bestOfTwoPrice({ ...two, kind: "call", strike: 90, on: "maximum" }),
      ],
      alone: [
        basket({ kind: "call", strike: 45, days: 30, weights: { eth: 1 } }),
        blackScholes({
          ...{ kind: "call", spot: 40, strike: 45, years: 30 / 365 },
          ...{ rate: 0.04, volatility: 0.8 },
        }).price,
      ],
    } as const;
    const contracts = Object.fromEntries(Object.entries(known).map(([name, [c]]) => [name, c]));
    const how = { sampling, paths: 32_768, steps: 4, controls: ["asset"] as const, seed: 5 };
    const { prices } = await monteCarloPrice({ ...how, market, contracts });
    for (const [name, [, exact]] of Object.entries(known)) {
      const { value, standardError, varianceRatio } = prices[name]!;
      within(value, exact, standardError, name);
      assert.ok(varianceRatio > 1.1, `${name}: ${varianceRatio}`);
    }
  });
}

test("joint tails leave an asset's options alone, and make a put on the highest dearer", async () => {
  const far = { kind: "put", strike: 60, days: 60 } as const;
  const contracts = {
    both: rainbow({ ...far, on: "highest", weights: { btc: 1, eth: 2 } }),
    alone: basket({ ...far, weights: { btc: 1 } }),
  };
  const how = { steps: 1, paths: 200_000, contracts };
  const loose = { rate: 0.04, assets };
  const plain = (await monteCarloPrice({ ...how, market: loose })).prices;
  const joint = (await monteCarloPrice({ ...how, market: { ...loose, tailDegrees: 2 } })).prices;
  const exact = blackScholes({
    ...{ kind: far.kind, strike: far.strike, spot: 100, years: 60 / 365 },
    ...{ rate: 0.04, dividendYield: 0.01, volatility: 0.6 },
  }).price;
  within(joint.alone!.value, exact, joint.alone!.standardError);
  const error = Math.hypot(plain.both!.standardError, joint.both!.standardError);
  assert.ok(joint.both!.value > plain.both!.value + 4 * error);
});

test("correlations that do not move are those of the matrix that they revert to", async () => {
  const contracts = {
    spread: basket({ kind: "call", strike: 15, days: 60, weights: { btc: 1, eth: -2 } }),
  };
  const moving = { a: 0, b: 0.9, long: correlations };
  const how = { steps: 4, paths: 50_000, contracts };
  const { prices } = await monteCarloPrice({ ...how, market: { ...market, correlations: moving } });
  const exact = spreadPrice({ ...two, kind: "call", strike: 15 });
  within(prices.spread!.value, exact, prices.spread!.standardError);
});

test("an option on a funding rate is worth the Gaussian integral of its level", async () => {
  const level = ornsteinUhlenbeck({
    ...{ level: 0.1, meanReversion: 20, longLevel: 0.05, volatility: 0.8 },
    correlations: { returns: 0.4, variance: -0.2 },
  });
  const model = heston({
    ...{ variance: 0.4, meanReversion: 3, longVariance: 0.4 },
    ...{ volatilityOfVariance: 1, correlation: -0.3 },
  });
  const of = { rate: 0.04, assets: { btc: { spot: 100, model } } };
  const funded = { ...of, levels: { funding: { of: "btc", level } } };
  const cap = basket({ kind: "call", strike: 0.08, days: 30, weights: { funding: 1 } });
  const contracts = { cap };
  const { prices } = await monteCarloPrice({ market: funded, contracts, steps: 30 });
  const years = 30 / 365,
    decay = Math.exp(-20 * years);
  const mean = 0.05 + 0.05 * decay,
    deviation = 0.8 * Math.sqrt((1 - decay ** 2) / 40);
  const exact = Math.exp(-0.04 * years) * bachelier(mean - 0.08, deviation);
  within(prices.cap!.value, exact, prices.cap!.standardError);
});

/** E (x + deviation z)^+, by the trapezium rule. */
function bachelier(x: number, deviation: number): number {
  let sum = 0;
  for (let i = -8000; i <= 8000; i++) {
    const z = i / 1000;
    sum += Math.max(0, x + deviation * z) * Math.exp((-z * z) / 2);
  }
  return sum / 1000 / Math.sqrt(2 * Math.PI);
}

const vanilla = call({ strike: 100, days: 30 });
const weights = { btc: 1 };
const good = basket({ kind: "call", strike: 100, days: 30, weights });
const BAD: readonly [string, Partial<MonteCarloPriceOptions>, RegExp][] = [
  [
    "a matrix that is not positive definite",
    {
      market: {
        assets: { ...assets, sol: eth },
        correlations: [
          [1, 0.9, -0.9],
          [0.9, 1, 0.9],
          [-0.9, 0.9, 1],
        ],
      },
    },
    /^correlations must be positive definite, got a least eigenvalue of -0\.800; nearestCorrelation finds/,
  ],
  [
    "a matrix of another size",
    { market: { assets, correlations: [[1]] } },
    /^correlations must have 2 rows, got 1: assets are btc, eth$/,
  ],
  [
    "an unknown asset",
    { contracts: { x: { ...good, weights: { sol: 1 } } } },
    /^weights must be of btc, eth, got "sol"$/,
  ],
  [
    "a contract of one asset",
    { contracts: { vanilla } },
    /^unknown contract on several assets: call, known are basket, rainbow$/,
  ],
  ["a model for all", { model: btc.model }, /^model must be that of each asset, got geometricBro/],
  ["no model", { market: { spot: 100 }, contracts: { vanilla } }, /^model is missing$/],
  [
    "tails too heavy",
    { market: { ...market, tailDegrees: 0.5 } },
    /^tailDegrees must be from 1 to 1000, got 0.5$/,
  ],
  [
    "a level of nothing",
    {
      market: {
        assets,
        levels: {
          basis: {
            of: "sol",
            level: ornsteinUhlenbeck({ level: 0, meanReversion: 1, longLevel: 0, volatility: 1 }),
          },
        },
      },
    },
    /^levels.basis.of must be one of btc, eth, got "sol"$/,
  ],
  [
    "a delta hedge of several",
    { controls: ["deltaHedge"] },
    /^controls must be of asset for several assets, got deltaHedge$/,
  ],
];
for (const [what, change, message] of BAD) {
  test(`${what} is named`, async () => {
    const options = { market, contracts: { good }, ...change } as MonteCarloPriceOptions;
    await monteCarloPrice(options).then(
      () => assert.unreachable(),
      (error) => assert.match(error.message, message),
    );
  });
}

test.run();
