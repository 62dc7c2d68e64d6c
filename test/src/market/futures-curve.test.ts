import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { chainFutures, forwardPrice, futuresCurve } from "../../../src/market/futures-curve.ts";
import { readChain } from "../../../src/market/read-chain.ts";
import { readDepth } from "../../../src/market/read-depth.ts";
import { readFutures } from "../../../src/market/read-futures.ts";
import { near } from "../../sample.ts";
import { answer, record } from "./made-up-chain.ts";

const test = suite("futures-curve");
const folder = mkdtempSync(join(tmpdir(), "hedgelab-"));
test.after(() => rmSync(folder, { recursive: true }));

const TIME = Date.UTC(2025, 5, 26, 8);
const years = (name: number) => name / 365;

test("the basis is the annual rate from the spot, the forward rate that between expiries", () => {
  const curve = futuresCurve({
    time: TIME,
    spot: 100_000,
    prices: {
      "BTC-26JUN26": 100_000 * Math.exp(0.08),
      "BTC-25DEC25": 100_000 * Math.exp(0.1 * years(182)),
    },
  });
  assert.equal(
    curve.points.map(({ instrument }) => instrument),
    ["BTC-25DEC25", "BTC-26JUN26"],
  );
  near(curve.points[0]!.basis!, 0.1, 1e-12);
  near(curve.points[1]!.basis!, 0.08, 1e-12);
  near(curve.points[1]!.forwardRate!, (0.08 - 0.1 * years(182)) / years(183), 1e-12);
  near(forwardPrice(curve, 0), 100_000, 1e-12);
  near(forwardPrice(curve, years(91)), 100_000 * Math.exp(0.1 * years(91)), 1e-12);
  near(forwardPrice(curve, 1), 100_000 * Math.exp(0.08), 1e-12);
  const rate = curve.points[1]!.forwardRate!;
  near(forwardPrice(curve, 2), 100_000 * Math.exp(0.08 + rate), 1e-12);
});

test("without a spot there is no basis, and the first future stands for what is before it", () => {
  const curve = futuresCurve({ time: TIME, prices: { "BTC-25DEC25": 101, "BTC-26JUN26": 103 } });
  assert.is(curve.points[0]!.basis, null);
  assert.is(curve.points[0]!.forwardRate, null);
  near(curve.points[1]!.forwardRate!, Math.log(103 / 101) / years(183), 1e-12);
  assert.is(forwardPrice(curve, 0.1), 101);
  const single = futuresCurve({ time: TIME, prices: { "BTC-25DEC25": 101 } });
  assert.is(forwardPrice(single, 3), 101);
});

test("a chain's curve has its listed futures and its index, not what the venue made up", () => {
  const rows = [
    { ...record({ name: "BTC-9JAN26-90000-C" }), underlying_index: "SYN.BTC-9JAN26" },
    { ...record(), underlying_price: 91_000 },
    {
      ...record({ name: "BTC-27MAR26-90000-C" }),
      underlying_index: "BTC-27MAR26",
      underlying_price: 92_000,
    },
  ];
  const { spot, points } = chainFutures(readChain(answer(rows)));
  assert.is(spot, 89_500);
  assert.equal(
    points.map(({ instrument, price }) => [instrument, price]),
    [
      ["BTC-30JAN26", 91_000],
      ["BTC-27MAR26", 92_000],
    ],
  );
  const synthetic = readChain(answer([rows[0]!]));
  assert.throws(() => chainFutures(synthetic), /^chain must have expiries with a listed future$/);
});

test("prices that make no curve are named", () => {
  const make = (prices: Record<string, number>) => () => futuresCurve({ time: TIME, prices });
  assert.throws(make({}), /^prices must not be empty$/);
  assert.throws(make({ "BTC-25DEC25": 0 }), /^prices\.BTC-25DEC25 must be positive, got 0$/);
  assert.throws(
    make({ "BTC-PERPETUAL": 1 }),
    /^prices must be of dated futures, got BTC-PERPETUAL$/,
  );
  assert.throws(
    make({ "BTC-25DEC25": 1, "ETH-25DEC25": 1 }),
    /^prices must be of one currency, got BTC and ETH$/,
  );
  assert.throws(
    make({ "BTC-25JUN25": 1 }),
    /^BTC-25JUN25 expired 2025-06-25T08:00:00Z, the curve is of/,
  );
  const curve = futuresCurve({ time: TIME, prices: { "BTC-25DEC25": 1 } });
  assert.throws(() => forwardPrice(curve, -1), /^years must not be negative, got -1$/);
});

test("curves are read by time from a table, of one currency", () => {
  const file = join(folder, "futures.csv");
  const lines = [
    "timestamp,futures_instrument_name,mark_price",
    ...["2025-06-27,BTC-25DEC25,102", "2025-06-26,BTC-25DEC25,101", "2025-06-26,ETH-25DEC25,9"],
  ];
  writeFileSync(file, lines.join("\n"));
  const curves = readFutures(file, { currency: "BTC" });
  assert.equal(
    curves.map(({ points }) => points[0]!.price),
    [101, 102],
  );
  assert.throws(
    () => readFutures(file),
    /futures on BTC, ETH are there, set currency to one of them$/,
  );
  assert.throws(
    () => readFutures(file, { currency: "SOL" }),
    /currency must be one of BTC, ETH, got SOL$/,
  );
  assert.throws(() => readFutures(file, { price: "last" }), /no column last$/);
  writeFileSync(file, [...lines, "2025-06-26,BTC-25DEC25,101"].join("\n"));
  assert.throws(
    () => readFutures(file, { currency: "BTC" }),
    /row 5: BTC-25DEC25 must come once a time$/,
  );
  writeFileSync(file, `${lines[0]}\n2025-06-26,FOO,1\n`);
  assert.throws(
    () => readFutures(file),
    /row 2: futures_instrument_name must be a future, got "FOO"$/,
  );
});

test("depths are read for one asset, and a column that is a copy is noted", () => {
  const file = join(folder, "depth.csv");
  const lines = [
    "timestamp,asset,depth_spot,depth_perp,mid_price",
    ...["2024-01-02,BTC,5,5,100", "2024-01-01,BTC,3,3,99", "2024-01-01,ETH,1,1,10"],
  ];
  writeFileSync(file, lines.join("\n"));
  const depth = readDepth(file, { currency: "BTC" });
  assert.equal([depth.depths, depth.mids, depth.medianDepth], [[3, 5], [99, 100], 4]);
  assert.match(depth.notes.at(-1)!, /^depth_spot repeats depth_perp in every row/);
  assert.throws(() => readDepth(file), /BTC, ETH are there, set currency to one of them$/);
  writeFileSync(file, `${lines[0]}\n2024-01-01,BTC,1,0,10\n`);
  assert.throws(() => readDepth(file), /row 2: depth_perp must be positive, got 0$/);
});

const data = process.env.HEDGELAB_DATA;
const onData = data === undefined ? test.skip : test;
if (data === undefined) console.log("skipped: real futures, set HEDGELAB_DATA to test on them");

onData("futures of a table and of the chain recorded with them agree", () => {
  const folder = `${data}/deribit-chains-2026`;
  const [curve] = readFutures(`${folder}/term_futures_marks.csv.gz`, { currency: "BTC" });
  const name = "deribit_options_snapshot_20251230T173115Z.csv.gz";
  const chain = chainFutures(readChain(`${folder}/snapshots/${name}`, { currency: "BTC" }));
  assert.is(curve!.time, chain.time);
  const prices = new Map(chain.points.map(({ instrument, price }) => [instrument, price]));
  assert.is(curve!.points.length, chain.points.length);
  for (const { instrument, price } of curve!.points) near(price / prices.get(instrument)!, 1, 1e-4);
  for (const { basis } of chain.points) assert.ok(basis! > 0.03 && basis! < 0.1, String(basis));
});

test.run();
