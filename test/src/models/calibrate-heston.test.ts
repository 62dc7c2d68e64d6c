import { suite } from "uvu";
import * as assert from "uvu/assert";
import { optionGreeks } from "../../../src/core/options.ts";
import { calibrateHeston } from "../../../src/models/calibrate-heston.ts";
import { heston } from "../../../src/models/heston.ts";
import type { OptionQuote } from "../../../src/models/option-quote.ts";
import { frozen } from "../description.ts";
import { madeBy, readTable } from "./chain.ts";

const test = suite("calibrate-heston");
const truth = heston({
  ...{ variance: 0.2, meanReversion: 5, longVariance: 0.35 },
  ...{ volatilityOfVariance: 2.5, correlation: -0.35 },
});
const chain = madeBy(truth);

test("the parameters that made a chain are found again, from every start", async () => {
  const fit = await calibrateHeston({ quotes: chain });
  for (const [name, { value, standardError }] of Object.entries(fit.parameters)) {
    const expected = truth[name as keyof typeof fit.parameters];
    assert.ok(Math.abs(value - expected) < 1e-4 * Math.abs(expected), `${name} ${value}`);
    assert.ok(standardError < 1e-3 * Math.abs(expected), `${name} ${standardError}`);
  }
  assert.ok(fit.error.rootMeanSquare < 1e-3);
  assert.ok(fit.starts.length >= 3);
  for (const start of fit.starts) assert.ok(start.converged && start.rootMeanSquare < 1e-3);
  assert.equal([fit.converged, fit.quotes, fit.atBounds], [true, 77, []]);
  assert.is(fit.expiries.length, 7);
  assert.ok(Math.abs(fit.fellerRatio - 0.56) < 1e-3);
  frozen(fit);
});

/** Standard normals of a linear congruential generator, by sums of twelve uniforms. */
function normals(count: number, seed: number): number[] {
  let state = BigInt(seed);
  const uniform = () => {
    state = BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n);
    return Number(state >> 11n) / 2 ** 53;
  };
  const sum = () => Array.from({ length: 12 }, uniform).reduce((total, u) => total + u, -6);
  return Array.from({ length: count }, sum);
}

test("with noise in the quotes the truth is within four standard errors", async () => {
  const noise = normals(chain.length, 3);
  const quotes = chain.map((quote, i) => ({
    ...quote,
    impliedVolatility: quote.impliedVolatility! + 0.002 * noise[i]!,
  }));
  const fit = await calibrateHeston({ quotes });
  for (const [name, { value, standardError }] of Object.entries(fit.parameters)) {
    const expected = truth[name as keyof typeof fit.parameters];
    assert.ok(Math.abs(value - expected) < 4 * standardError, `${name} ${value} ${standardError}`);
  }
  assert.ok(Math.abs(fit.error.rootMeanSquare - 0.2) < 0.05, `${fit.error.rootMeanSquare}`);
});

/** The same chain told otherwise: days, prices, options in the money, another currency. */
function retold(quote: OptionQuote): OptionQuote {
  const kind = quote.kind === "call" ? "put" : "call";
  const { strike, forward, years, impliedVolatility: volatility } = quote;
  const terms = { spot: forward, strike, years: years!, volatility: volatility! };
  const { price } = optionGreeks({ ...terms, kind: kind === "call" ? 1 : 2 }, ["price"]);
  return {
    strike: strike / 30,
    forward: forward / 30,
    kind,
    days: years! * 365,
    price: price[0]! / 30,
  };
}

test("days, prices and options in the money say the same as years, volatilities and those out of it", async () => {
  const one = await calibrateHeston({ quotes: chain });
  const other = await calibrateHeston({ quotes: chain.map(retold) });
  for (const [name, { value }] of Object.entries(one.parameters)) {
    const again = other.parameters[name as keyof typeof one.parameters].value;
    assert.ok(Math.abs(value - again) < 1e-4 * Math.abs(value), `${name} ${value} ${again}`);
  }
});

test("a quote without weight is in the report and not in the fit", async () => {
  const quotes = chain.map((quote, i) =>
    i === 40 ? { ...quote, impliedVolatility: 3, weight: 0 } : quote,
  );
  const fit = await calibrateHeston({ quotes });
  assert.ok(Math.abs(fit.model.variance - truth.variance) < 1e-4);
  assert.ok(fit.error.rootMeanSquare > 10 && fit.error.medianAbsolute < 1e-3);
  assert.is(fit.quotes, 77);
});

test("the same quotes give the same fit to the last bit", async () => {
  const one = await calibrateHeston({ quotes: chain });
  assert.equal(await calibrateHeston({ quotes: chain }), one);
});

async function message(quotes: unknown): Promise<string> {
  return calibrateHeston({ quotes: quotes as OptionQuote[] }).then(
    () => "no error",
    (error: Error) => `${error.name}: ${error.message}`,
  );
}

test("what is wrong with quotes is said", async () => {
  const [first, ...rest] = chain as [OptionQuote, ...OptionQuote[]];
  const told = (change: object) => message([...rest, { ...first, ...change }]);
  assert.is(await message(chain.slice(0, 4)), "RangeError: quotes must be at least 12, got 4");
  assert.is(await told({ strike: -1 }), "RangeError: quotes.76.strike must be positive, got -1");
  assert.is(await told({ forward: undefined }), "TypeError: quotes.76.forward is missing");
  assert.is(await told({ days: 3 }), "RangeError: quotes.76 must have either years or days");
  assert.is(
    await told({ impliedVolatility: undefined }),
    "RangeError: quotes.76 must have impliedVolatility or price",
  );
  const price = { impliedVolatility: undefined, price: 2e6 };
  assert.is(
    await told(price),
    "RangeError: quotes.76.price must be between its bounds, got 2000000",
  );
});

// Real chains are not kept here: HEDGELAB_DATA names a folder that has them.
const data = process.env.HEDGELAB_DATA;
const real = data === undefined ? test.skip : test;
if (data === undefined) console.log("skipped: real chains, set HEDGELAB_DATA to test on them");
const snapshots = `${data}/deribit-chains-2026/snapshots/deribit_options_snapshot_`;

for (const day of ["20251230T173115Z", "20260512T172222Z", "20260804T170231Z"]) {
  real(`Heston fits the calm Bitcoin chain of ${day} within a point, in two seconds`, async () => {
    const quotes = readTable(`${snapshots}${day}.csv.gz`, "BTC");
    assert.ok(quotes.length >= 300);
    const start = performance.now();
    const fit = await calibrateHeston({ quotes });
    const seconds = (performance.now() - start) / 1000;
    assert.ok(seconds < 2, `${seconds}`);
    assert.ok(fit.converged && fit.quotes === quotes.length);
    assert.ok(fit.error.medianAbsolute < 1, `${fit.error.medianAbsolute}`);
  });
}

real("in the crash of February 2026 the fit is worse, and says so", async () => {
  const quotes = readTable(`${snapshots}20260206T155121Z.csv.gz`, "BTC");
  const { error, fellerRatio, converged } = await calibrateHeston({ quotes });
  assert.ok(converged && error.medianAbsolute > 1.5 && fellerRatio < 0.3);
});

test.run();
