import { suite } from "uvu";
import * as assert from "uvu/assert";
import { impliedForwards } from "../../../src/market/implied-forwards.ts";
import { parityGap } from "../../../src/market/parity-gap.ts";
import { readChain } from "../../../src/market/read-chain.ts";
import { near, within } from "../../sample.ts";
import { answer, FORWARD, records } from "./made-up-chain.ts";

const test = suite("implied-forwards");

test("prices made from a forward give it back, whatever the venue quotes", () => {
  const rows = records({ forward: 91_000 }).map((row) => ({ ...row, underlying_price: FORWARD }));
  const [found] = impliedForwards(readChain(answer(rows)));
  assert.is(found!.pairs, 5);
  assert.is(found!.quoted, FORWARD);
  near(found!.implied!.value, 91_000, 1e-9);
  near(found!.difference!, 91 / 90 - 1, 1e-9);
});

test("linear prices give their forward too", () => {
  const rows = records().map(({ mark_iv, mark_price, ...row }) => ({
    ...row,
    instrument_name: String(row.instrument_name).replace("BTC", "BTC_USDC"),
    bid_price: (row.bid_price as number) * FORWARD,
    ask_price: (row.ask_price as number) * FORWARD,
  }));
  near(impliedForwards(readChain(answer(rows)))[0]!.implied!.value, FORWARD, 1e-9);
});

test("two pairs are too few for a forward with an error", () => {
  const [found] = impliedForwards(readChain(answer(records().slice(0, 4))));
  assert.is(found!.pairs, 2);
  assert.is(found!.implied, null);
  assert.is(found!.difference, null);
});

test("quotes at parity leave no gain, and a shifted call leaves its shift less the spreads", () => {
  const pair = (rows: readonly object[]) => {
    const chain = readChain(answer(rows));
    const [call, put] = chain.expiries[0]!.quotes;
    return parityGap(chain, [call!, put!])!;
  };
  const rows = records({ half: 0.0005 }).slice(0, 2);
  near(pair(rows), -0.001, 1e-9);
  const [call, put] = rows as [Record<string, number>, object];
  const shifted = { ...call, bid_price: call.bid_price! + 0.01, ask_price: call.ask_price! + 0.01 };
  near(pair([shifted, put]), 0.009, 1e-9);
});

const data = process.env.HEDGELAB_DATA;
const onData = data === undefined ? test.skip : test;
if (data === undefined) console.log("skipped: real chains, set HEDGELAB_DATA to test on them");

onData("on a calm day forwards of parity are the venue's to a thousandth", () => {
  const name = "deribit_options_snapshot_20251230T173115Z.csv.gz";
  const chain = readChain(`${data}/deribit-chains-2026/snapshots/${name}`, { currency: "BTC" });
  for (const { implied, difference, pairs, quoted } of impliedForwards(chain)) {
    assert.ok(pairs >= 7 && Math.abs(difference!) < 1e-3, `${pairs} ${difference}`);
    within(implied!.value, quoted, Math.max(implied!.standardError, 1e-4 * quoted));
  }
});

test.run();
