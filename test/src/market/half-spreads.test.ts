import { suite } from "uvu";
import * as assert from "uvu/assert";
import { halfSpreads } from "../../../src/market/half-spreads.ts";
import { readChain } from "../../../src/market/read-chain.ts";
import { near } from "../../sample.ts";
import { answer, record, records } from "./made-up-chain.ts";

const test = suite("half-spreads");

test("half-spreads are medians by delta and time, with their counts", () => {
  const chain = readChain(answer(records({ half: 0.0005 })));
  const table = halfSpreads(chain, { deltas: [0, 0.5, 1], days: [0, 10, 40] });
  assert.equal(
    table.map(({ quotes }) => quotes),
    [0, 0, 5, 5],
  );
  assert.is(table[0]!.premiumFraction, null);
  assert.is(table[0]!.volatilityPoints, null);
  const single = halfSpreads(readChain(answer([record()])), { deltas: [0, 1], days: [0, 40] })[0]!;
  near(single.premiumFraction!, 0.0002 / (record().mark_price as number), 1e-9);
});

test("half the spread in volatility is half of what ask and bid volatility differ by", () => {
  const low = record({ volatility: 0.48, half: 0 }).bid_price;
  const chain = readChain(answer([{ ...record({ volatility: 0.52, half: 0 }), bid_price: low }]));
  near(halfSpreads(chain, { deltas: [0, 1], days: [0, 40] })[0]!.volatilityPoints!, 2, 1e-9);
});

test("several chains are taken together", () => {
  const [tight, wide] = [0.0001, 0.0003].map((half) => readChain(answer([record({ half })])));
  const [row] = halfSpreads([tight!, wide!], { deltas: [0, 1], days: [0, 40] });
  assert.is(row!.quotes, 2);
  near(row!.premiumFraction!, 0.0002 / (record().mark_price as number), 1e-9);
});

test("one-sided, zero and crossed quotes have no spread", () => {
  const rows = [
    { ...record({ strike: 90_000 }), bid_price: null },
    { ...record({ strike: 100_000 }), bid_price: 0 },
    { ...record({ strike: 110_000 }), bid_price: 1 },
  ];
  const [row] = halfSpreads(readChain(answer(rows)), { deltas: [0, 1], days: [0, 40] });
  assert.is(row!.quotes, 0);
});

test("edges that do not ascend are an error", () => {
  const chain = readChain(answer(records()));
  assert.throws(
    () => halfSpreads(chain, { deltas: [0, 0.5, 0.5] }),
    /^deltas must ascend, got an array of 3$/,
  );
  assert.throws(
    () => halfSpreads(chain, { days: [1] }),
    /^days must have at least 2 edges, got an array of 1$/,
  );
});

test.run();
