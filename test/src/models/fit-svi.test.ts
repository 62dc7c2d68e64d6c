import { suite } from "uvu";
import * as assert from "uvu/assert";
import { chainQuotes } from "../../../src/market/chain-quotes.ts";
import { filterQuotes } from "../../../src/market/filter-quotes.ts";
import { median } from "../../../src/market/median.ts";
import { readChain } from "../../../src/market/read-chain.ts";
import { fitSvi } from "../../../src/models/fit-svi.ts";
import { smilesOf } from "../../../src/models/smile-points.ts";
import { butterflyArbitrage, calendarArbitrage } from "../../../src/models/surface-arbitrage.ts";
import { type SviParameters, sviJet } from "../../../src/models/svi.ts";
import { sviSurface } from "../../../src/models/svi-surface.ts";
import { near } from "../../sample.ts";
import { quotesOf } from "./quotes.ts";
import { fromJumpWings, REPAIRED, VOGT } from "./vogt.ts";

const test = suite("fit-svi");

const KNOWN: SviParameters = { a: 0.02, b: 0.15, rho: -0.35, m: 0.06, sigma: 0.18 };
const variance =
  (slice: SviParameters, times = 1) =>
  (k: number) =>
    times * sviJet(slice, k).variance;

test("quotes made from a slice give its parameters back", async () => {
  const { slices } = await fitSvi({ quotes: quotesOf({ years: 0.5, variance: variance(KNOWN) }) });
  const [slice] = slices;
  assert.ok(slice!.converged);
  for (const name of ["a", "b", "rho", "m", "sigma"] as const)
    near(slice![name], KNOWN[name], 1e-5);
  assert.ok(slice!.error.greatest < 1e-4);
  assert.ok(slice!.butterfly.free);
});

test("parameters from noisy quotes scatter by their standard errors", async () => {
  const names = ["b", "rho", "m"] as const;
  const squares = { b: 0, rho: 0, m: 0 };
  const replicates = 40;
  for (let seed = 1; seed <= replicates; seed++) {
    const quotes = quotesOf({
      years: 0.5,
      variance: variance(KNOWN),
      noise: 0.001,
      seed,
      count: 40,
    });
    const [slice] = (await fitSvi({ quotes })).slices;
    for (const name of names) {
      const { value, standardError } = slice!.estimates[name];
      squares[name] += ((value - KNOWN[name]) / standardError) ** 2 / replicates;
    }
  }
  // A mean of 40 squares of normals has mean 1, or less under weights, and deviation 0.22.
  for (const name of names)
    assert.ok(squares[name] > 0.25 && squares[name] < 1 + 4 * 0.22, `${name} ${squares[name]}`);
});

test("quotes that have arbitrage are fitted without, and nearer than the paper repairs them", async () => {
  const quotes = quotesOf({ years: 1, variance: variance(VOGT), reach: 1 });
  const [slice] = (await fitSvi({ quotes })).slices;
  assert.ok(slice!.converged);
  assert.ok(slice!.butterfly.free);
  const [smile] = smilesOf(quotes);
  const misfit = (parameters: SviParameters) =>
    smile!.points.reduce((sum, { k, volatility, weight }) => {
      const fitted = Math.sqrt(sviJet(parameters, k).variance);
      return sum + (weight * (fitted - volatility)) ** 2;
    }, 0);
  for (const wings of Object.values(REPAIRED))
    assert.ok(misfit(slice!) < misfit(fromJumpWings(wings)), `${misfit(slice!)}`);
  assert.ok(misfit(slice!) > 1e-8);
});

test("slices that cross are fitted by slices that do not", async () => {
  const near = quotesOf({ years: 0.25, variance: variance(KNOWN) });
  const far = quotesOf({ years: 0.5, variance: variance(KNOWN, 0.97) });
  const { slices, surface } = await fitSvi({ quotes: [...near, ...far] });
  assert.ok(slices.every(({ converged }) => converged));
  assert.ok(slices[1]!.leastRise >= 0);
  const grid = { surface, years: [0.1, 0.25, 0.3, 0.4, 0.5, 1], from: -0.75, to: 0.75 };
  assert.ok(calendarArbitrage(grid).free);
  assert.ok(butterflyArbitrage(grid).free);
});

test("the surface gives the slices' volatilities at their times, and is linear between", async () => {
  const quotes = [0.25, 0.5].flatMap((years) =>
    quotesOf({ years, variance: variance(KNOWN, 2 * years), forward: 100 + 10 * years }),
  );
  const { surface } = await fitSvi({ quotes });
  assert.equal(surface.years, [0.25, 0.5]);
  near(surface.forward(0.25), 102.5, 1e-12);
  near(surface.forward(0.375), Math.sqrt(102.5 * 105), 1e-12);
  const strike = 90;
  for (const years of [0.125, 0.25, 0.375, 0.5]) {
    const k = Math.log(strike / surface.forward(years));
    const expected = Math.sqrt((2 * years * sviJet(KNOWN, k).variance) / years);
    near(surface.impliedVolatility(strike, years), expected, 1e-5, `${years}`);
  }
});

test("a fit that was saved as JSON gives the same surface", async () => {
  const quotes = quotesOf({ years: 0.5, variance: variance(KNOWN) });
  const { slices, surface } = await fitSvi({ quotes });
  const again = sviSurface({ slices: JSON.parse(JSON.stringify(slices)) });
  for (const [strike, years] of [
    [80, 0.25],
    [120, 0.9],
  ] as const)
    assert.is(again.impliedVolatility(strike, years), surface.impliedVolatility(strike, years));
});

test("an expiry with five quotes is skipped and reported", async () => {
  const enough = quotesOf({ years: 0.5, variance: variance(KNOWN) });
  const few = quotesOf({ years: 0.25, variance: variance(KNOWN, 0.5), count: 5 });
  const { slices, skipped } = await fitSvi({ quotes: [...enough, ...few] });
  assert.is(slices.length, 1);
  assert.equal(skipped, [{ years: 0.25, quotes: 5 }]);
  await rejects(
    fitSvi({ quotes: few }),
    /^quotes: a slice of SVI needs at least 6 quotes of one expiry$/,
  );
});

test("quotes that are none are named in the error", async () => {
  const [quote] = quotesOf({ years: 0.5, variance: variance(KNOWN) });
  await rejects(fitSvi({ quotes: [] }), /^quotes must not be empty, got an array of 0$/);
  const bad = { ...quote!, impliedVolatility: Number.NaN };
  await rejects(fitSvi({ quotes: [bad] }), /impliedVolatility must be /);
});

async function rejects(promise: Promise<unknown>, message: RegExp): Promise<void> {
  const error = await promise.then(
    () => "no error",
    (reason: Error) => reason.message,
  );
  assert.match(error, message);
}

const data = process.env.HEDGELAB_DATA;
const onData = data === undefined ? test.skip : test;
if (data === undefined) console.log("skipped: real chains, set HEDGELAB_DATA to test on them");

/** Median over expiries beyond four days of the median error, in volatility points. */
async function typicalError(time: string): Promise<number> {
  const folder = `${data}/deribit-chains-2026/snapshots`;
  const file = `${folder}/deribit_options_snapshot_${time}.csv.gz`;
  const quotes = chainQuotes(filterQuotes(readChain(file, { currency: "BTC" })));
  const { slices } = await fitSvi({ quotes });
  for (const { butterfly, leastRise } of slices) assert.ok(butterfly.free && leastRise >= 0);
  const far = slices.filter(({ years }) => years * 365 > 4);
  assert.ok(far.length >= 7);
  return median(far.map(({ error }) => error.medianAbsolute));
}

onData("a calm chain is fitted to a quarter of a volatility point, without arbitrage", async () => {
  assert.ok((await typicalError("20251230T173115Z")) < 0.25);
});

onData("a chain in a crash is fitted to half a volatility point, without arbitrage", async () => {
  assert.ok((await typicalError("20260205T042952Z")) < 0.5);
});

test.run();
