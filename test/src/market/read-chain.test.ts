import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { median } from "../../../src/market/median.ts";
import { dropCounts, type OptionChain, quoteCount } from "../../../src/market/option-chain.ts";
import { readChain, readChains } from "../../../src/market/read-chain.ts";
import { near } from "../../sample.ts";
import { answer, FORWARD, record, records, TIME } from "./made-up-chain.ts";

const test = suite("read-chain");
const folder = mkdtempSync(join(tmpdir(), "hedgelab-"));
test.after(() => rmSync(folder, { recursive: true }));

function message(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    return (error as Error).message.replaceAll(join(folder, "/"), "");
  }
  return "no error";
}

test("book summaries become a chain, with volatilities of bid and ask from coin prices", () => {
  const chain = readChain(answer(records({ volatility: 0.6 })));
  assert.is(chain.currency, "BTC");
  assert.is(chain.settlement, "inverse");
  assert.is(chain.unit, "BTC");
  assert.is(chain.time, TIME);
  assert.is(chain.index, 89_500);
  const [expiry] = chain.expiries;
  assert.is(chain.expiries.length, 1);
  assert.is(expiry!.expiry, Date.UTC(2026, 0, 30, 8));
  near(expiry!.years * 365, 28 + 20 / 24);
  assert.is(expiry!.forward, FORWARD);
  assert.is(expiry!.quotes.length, 10);
  for (const { impliedVolatility, delta } of expiry!.quotes) {
    assert.is(impliedVolatility.mark, 0.6);
    assert.ok(impliedVolatility.bid! < 0.6 && impliedVolatility.ask! > 0.6);
    assert.ok(Math.abs(delta!) < 1);
  }
});

test("bid and ask volatilities are those that the prices were made from", () => {
  const { mark_iv, ...bare } = record({ volatility: 0.7, half: 0 });
  const { impliedVolatility } = readChain(answer([bare])).expiries[0]!.quotes[0]!;
  for (const value of Object.values(impliedVolatility)) near(value!, 0.7, 1e-12);
});

test("linear options are priced in their stable coin", () => {
  const { mark_iv, ...inverse } = record({ half: 0, name: "BTC_USDC-30JAN26-100000-C" });
  const dollars = { bid_price: (inverse.bid_price as number) * FORWARD };
  const chain = readChain(answer([{ ...inverse, ...dollars }]));
  assert.is(chain.unit, "USDC");
  near(chain.expiries[0]!.quotes[0]!.impliedVolatility.bid!, 0.5, 1e-12);
});

test("tickers, lines of JSON, bare arrays, gzip and tables give the same quotes", () => {
  const plain = records();
  const tickers = plain.map(({ bid_price, ask_price, creation_timestamp, volume, ...rest }) => ({
    ...rest,
    best_bid_price: bid_price,
    best_ask_price: ask_price,
    timestamp: creation_timestamp,
    stats: { volume },
  }));
  const columns = Object.keys(plain[0]!);
  const table = [columns, ...plain.map((each) => columns.map((c) => each[c]))];
  const csv = table.map((row) => row.join(",")).join("\n");
  const file = join(folder, "chain.json.gz");
  writeFileSync(file, gzipSync(answer(plain).text));
  const { expiries } = readChain(answer(plain));
  const sources = [
    { text: JSON.stringify(plain) },
    { text: plain.map((each) => JSON.stringify({ result: each })).join("\n") },
    { text: JSON.stringify(tickers.map((result) => ({ jsonrpc: "2.0", result }))) },
    { text: tickers.map((data) => JSON.stringify({ params: { data } })).join("\n") },
    { text: csv },
    file,
  ];
  for (const source of sources) assert.equal(readChain(source).expiries, expiries);
});

test("a ticker's own delta is kept, and one is made of the mark volatility else", () => {
  const given = { ...record(), greeks: { delta: 0.123 } };
  const delta = (one: object) => readChain(answer([one])).expiries[0]!.quotes[0]!.delta!;
  assert.is(delta(given), 0.123);
  assert.ok(delta(record()) > 0.2 && delta(record()) < 0.3);
});

test("rows left out are reported with their reason", () => {
  const rows = [
    ...[record(), record(), record({ name: "BTC-PERPETUAL" }), record({ name: "BTC-FOO" })],
    ...[record({ name: "BTC-1JAN26-90000-C" }), record({ name: "BTC-2JAN26-90000-C" })],
    { ...record({ strike: 95_000 }), underlying_price: null },
  ];
  const chain = readChain(answer(rows));
  assert.equal(dropCounts(chain), { notAnOption: 2, duplicate: 1, expired: 1, noForward: 1 });
  assert.is(quoteCount(chain), 2);
  assert.is(rows.length, quoteCount(chain) + chain.dropped.length);
  const expired = chain.dropped.find(({ reason }) => reason === "expired");
  assert.is(expired!.detail, "expired 2026-01-01T08:00:00Z, the chain is of 2026-01-01T12:00:00Z");
});

test("a chain without bids and asks keeps its quotes, with nothing for a price", () => {
  const chain = readChain(answer([{ ...record(), bid_price: null, ask_price: null }]));
  const [quote] = chain.expiries[0]!.quotes;
  assert.is(quote!.bid, null);
  assert.equal(quote!.impliedVolatility, { bid: null, ask: null, mark: 0.5 });
});

test("several currencies in one source have to be told apart", () => {
  const both = answer([record(), record({ name: "ETH-30JAN26-100000-C" })]);
  const asked = "text: options on BTC, ETH are there, set currency to one of them";
  assert.is(
    message(() => readChain(both)),
    asked,
  );
  assert.is(
    message(() => readChain(both, { currency: "SOL" })),
    "text: currency must be one of BTC, ETH, got SOL",
  );
  assert.is(readChain(both, { currency: "ETH" }).currency, "ETH");
  assert.equal(Object.keys(readChains(both)), ["BTC", "ETH"]);
  const rows = ["BTC-30JAN26-90000-C", "ETH-30JAN26-90000-C", "ETH-PERPETUAL", "FOO"];
  const chains = readChains(answer(rows.map((name) => record({ name }))));
  const names = (family: string) => chains[family]!.dropped.map(({ instrument }) => instrument);
  assert.equal([names("BTC"), names("ETH")], [["FOO"], ["ETH-PERPETUAL", "FOO"]]);
});

test("a source that cannot be read is told in one sentence", () => {
  const file = (content: string | Buffer) => {
    writeFileSync(join(folder, "x"), content);
    return join(folder, "x");
  };
  const gzip = gzipSync("instrument_name,bid_price\n".repeat(100));
  const whole = answer(records()).text;
  const cases: [() => unknown, RegExp][] = [
    [() => readChain(join(folder, "none")), /^none: no such file$/],
    [() => readChain(file("")), /^x: file is empty$/],
    [() => readChain(file(gzip.subarray(0, 30))), /^x: gzip data is truncated$/],
    [() => readChain({ text: " " }), /^text: text is empty$/],
    [() => readChain({ text: whole.slice(0, 900) }), /^text: JSON is truncated or damaged: /],
    [() => readChain(answer([])), /^text: a chain needs rows, got none$/],
    [
      () => readChain({ text: "a,b\n1,2\n" }),
      /^text: a chain needs a column instrument_name, got "a", "b"$/,
    ],
    [
      () => readChain({ text: '{"error":{"code":10,"message":"bad"}}' }),
      /^text: the venue answered "bad"$/,
    ],
    [() => readChain({ text: "[3]" }), /^text: a record must be an object, got 3$/],
    [() => readChain(answer([record({ name: "FOO" })])), /^text: a chain needs options, got FOO$/],
    [
      () => readChain(answer([{ ...record(), creation_timestamp: null }])),
      /^text: a chain needs a time, got none$/,
    ],
    [
      () => readChain(answer([{ ...record(), bid_price: -1 }])),
      /^text record 1: bid must not be negative, got -1$/,
    ],
    [
      () => readChain(answer([{ ...record(), bid_price: "x" }])),
      /^text record 1: bid_price must be a number, got "x"$/,
    ],
    [
      () => readChain(answer([{ ...record(), bid_price: true }])),
      /^text record 1: bid_price must be a number/,
    ],
    [() => readChain(3 as never), /^source must be a file or \{ text \}, got 3$/],
  ];
  for (const [read, expected] of cases) assert.match(message(read), expected);
});

test("a chain is plain frozen data", () => {
  const chain = readChain(answer(records()));
  assert.equal(JSON.parse(JSON.stringify(chain)), chain);
  assert.ok(Object.isFrozen(chain) && Object.isFrozen(chain.expiries[0]!.quotes[0]));
});

// Real chains are not kept here: HEDGELAB_DATA names a folder that has them.
const data = process.env.HEDGELAB_DATA;
const onData = data === undefined ? test.skip : test;
if (data === undefined) console.log("skipped: real chains, set HEDGELAB_DATA to test on them");
const SNAPSHOTS = `${data}/deribit-chains-2026/snapshots/deribit_options_snapshot_`;

/** Quotes of the venue's marks against the volatilities that their prices imply, out of the money. */
function markErrors({ expiries, settlement }: OptionChain): number[] {
  assert.is(settlement, "inverse");
  return expiries.flatMap(({ quotes }) =>
    quotes.flatMap(({ mark, bid, ask, impliedVolatility: v }) =>
      bid === null || ask === null || v.bid === null || v.ask === null || mark! < 0.001
        ? []
        : [Math.max(v.bid - v.mark!, v.mark! - v.ask, 0)],
    ),
  );
}

onData(
  "every row of real snapshots is in a chain or reported, marks lie between bid and ask",
  () => {
    for (const time of ["20251230T173115Z", "20260205T042952Z", "20260512T172222Z"]) {
      const file = `${SNAPSHOTS}${time}.csv.gz`;
      const chains = readChains(file);
      assert.equal(Object.keys(chains).sort(), ["BTC", "ETH"]);
      for (const chain of Object.values(chains)) {
        assert.is(chain.dropped.length, 0);
        assert.ok(quoteCount(chain) > 600 && chain.expiries.length >= 11);
        assert.is(median(markErrors(chain)), 0);
      }
    }
  },
);

onData("a chain without volatilities has them backed out of its marks", () => {
  const file = `${data}/deribit-eth-chain-2024-01/deribit_options.csv`;
  const chain = readChain(file);
  const rows = readFileSync(file, "utf8").trim().split("\n").length - 1;
  assert.is(quoteCount(chain) + chain.dropped.length, rows);
  assert.is(chain.index, 2222.19);
  assert.is(chain.expiries.length, 11);
  for (const { forward, quotes, years } of chain.expiries) {
    const at = quotes.reduce((a, b) =>
      Math.abs(b.strike - forward) < Math.abs(a.strike - forward) ? b : a,
    );
    const { mark } = at.impliedVolatility;
    assert.ok(mark! > 0.4 && mark! < 1, `${years}: ${mark}`);
  }
});

test.run();
