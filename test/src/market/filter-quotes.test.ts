import { suite } from "uvu";
import * as assert from "uvu/assert";
import { chainQuotes } from "../../../src/market/chain-quotes.ts";
import { type FilterQuotesOptions, filterQuotes } from "../../../src/market/filter-quotes.ts";
import { dropCounts, quoteCount } from "../../../src/market/option-chain.ts";
import { readChain } from "../../../src/market/read-chain.ts";
import type { OptionQuote } from "../../../src/models/option-quote.ts";
import { near } from "../../sample.ts";
import { answer, FORWARD, type MadeUp, record, records, TIME } from "./made-up-chain.ts";

const test = suite("filter-quotes");

/** Why one quote is dropped, and the sentence that says so. */
function verdict(made: object, options: FilterQuotesOptions = {}, base: MadeUp = {}): string {
  const all = records().map((each) =>
    each.instrument_name === record(base).instrument_name ? { ...each, ...made } : each,
  );
  const [found] = filterQuotes(readChain(answer(all)), { kinds: "all", ...options }).dropped;
  return found ? `${found.reason}: ${found.detail}` : "kept";
}

test("sound quotes are kept, of a call and a put the one out of the money", () => {
  const chain = readChain(answer(records()));
  const filtered = filterQuotes(chain);
  assert.equal(dropCounts(filtered), { inTheMoney: 5 });
  const kept = filtered.expiries[0]!.quotes.map(({ kind, strike }) => `${kind} ${strike}`);
  assert.equal(kept, ["put 70000", "put 80000", "call 90000", "call 100000", "call 110000"]);
  assert.is(quoteCount(filterQuotes(chain, { kinds: "all" })), 10);
});

test("what is dropped is reported with the first rule that it breaks", () => {
  assert.is(verdict({}), "kept");
  assert.is(verdict({ bid_price: null }), "oneSided: no bid");
  assert.is(verdict({ ask_price: null }), "oneSided: no ask");
  assert.is(verdict({ bid_price: null, ask_price: null }), "oneSided: no bid and no ask");
  assert.is(verdict({ bid_price: 0 }), `zero: bid 0, ask ${record().ask_price}`);
  assert.is(verdict({ bid_price: 0.03, ask_price: 0.02 }), "crossed: bid 0.03 is above ask 0.02");
  assert.is(verdict({ creation_timestamp: TIME - 61_000 }), "stale: seconds old 61 is above 60");
  assert.is(
    verdict({ bid_price: 0.001, ask_price: 0.0012 }, { minimumPrice: 0.0015 }),
    "cheap: mid price 0.0011 is below 0.0015",
  );
  assert.is(verdict({ bid_price: 0.01, ask_price: 0.03 }), "wide: spread / mid 1 is above 0.5");
  assert.match(
    verdict({ bid_price: 0.1, ask_price: 0.101 }),
    /^parity: beyond put-call parity by 0\.08\d+ is above 0\.001$/,
  );
  assert.match(
    verdict({}, { maximumVolatilitySpread: 0.001 }),
    /^wide: spread in volatility 0\.0\d+ is above 0\.001$/,
  );
  assert.match(verdict({}, { minimumDays: 30 }), /^expired: days left 28\.83 is below 30$/);
  assert.match(verdict({}, { maximumDays: 20 }), /^expired: days left 28\.83 is above 20$/);
});

test("prices at or below the intrinsic value, and above the greatest price, are dropped", () => {
  const deep = { strike: 70_000 };
  const worth = 1 - 70_000 / FORWARD;
  assert.match(
    verdict({ bid_price: worth - 0.02, ask_price: worth + 0.01 }, {}, deep),
    /^belowIntrinsic: mid 0\.2172 is not above the intrinsic value 0\.2222$/,
  );
  assert.match(
    verdict({ bid_price: 1, ask_price: 1.01 }),
    /^aboveBound: mid 1\.005 is not below the greatest price 1$/,
  );
});

test("every quote is kept or reported, once", () => {
  const spoiled = records().map((each, i) =>
    i % 3 === 0 ? { ...each, bid_price: null } : i % 3 === 1 ? { ...each, ask_price: 0 } : each,
  );
  const chain = readChain(answer([...spoiled, record({ name: "BTC-PERPETUAL" })]));
  const filtered = filterQuotes(chain, { kinds: "all" });
  assert.is(quoteCount(filtered) + filtered.dropped.length, spoiled.length + 1);
  const names = filtered.dropped.map(({ instrument }) => instrument);
  assert.is(new Set(names).size, names.length);
});

test("filtered quotes become rows for models with the volatility of their mid price", () => {
  const rows = chainQuotes(
    filterQuotes(readChain(answer(records({ volatility: 0.45, half: 0.0001 })))),
  );
  assert.is(rows.length, 5);
  for (const row of rows) {
    const keys = ["strike", "years", "forward", "kind", "impliedVolatility"];
    assert.equal(Object.keys(row), keys);
    near(row.impliedVolatility, 0.45, 1e-12);
    assert.is(row.forward, FORWARD);
  }
  // What calibrations take.
  const taken: readonly OptionQuote[] = rows;
  assert.is(taken.length, 5);
  const chain = filterQuotes(readChain(answer(records())));
  assert.is(chainQuotes(chain, { price: "mark" })[0]!.impliedVolatility, 0.5);
});

test("rows for models never lose a quote silently", () => {
  const chain = readChain(answer([{ ...record(), bid_price: null }]));
  const said =
    /^BTC-30JAN26-100000-C: mid price has no implied volatility; filterQuotes removes such quotes$/;
  assert.throws(() => chainQuotes(chain), said);
  assert.throws(
    () => chainQuotes(chain, { price: "last" as never }),
    /^price must be mid or mark, got last$/,
  );
});

test("a bad limit is named in the error", () => {
  const chain = readChain(answer(records()));
  assert.throws(() => filterQuotes(chain, { maximumSpread: Number.NaN }), /^maximumSpread must/);
  assert.throws(
    () => filterQuotes(chain, { minimumPrice: -1 }),
    /^minimumPrice must not be negative, got -1$/,
  );
  assert.throws(
    () => filterQuotes(chain, { spread: 1 } as never),
    /^spread is not an option here$/,
  );
});

test.run();
