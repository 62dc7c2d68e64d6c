import { suite } from "uvu";
import * as assert from "uvu/assert";
import { answer, record, records } from "../market/made-up-chain.ts";
import { shell } from "./shell.ts";

const test = suite("chain");
const { write, hedgelab, remove } = shell();
test.after(remove);

const eth = record({ name: "ETH-30JAN26-100000-C" });
write("btc.json", answer([...records({ half: 1e-5 }), record({ name: "BTC-PERPETUAL" })]).text);
write("both.json", answer([record(), eth]).text);
write("cut.json", answer(records()).text.slice(0, 500));

test("a chain is summarised: forward, volatility at the money, quotes kept and dropped", () => {
  const { code, out, error } = hedgelab("chain", "btc.json");
  assert.is(error, "");
  assert.is(code, 0);
  assert.match(out, /^chain {4}deribit BTC, inverse, priced in BTC\n/);
  assert.match(out, /\nindex {4}89,500\.00\n/);
  assert.match(out, /\nquotes {3}5 kept of 11 rows\n/);
  assert.match(out, /\ndropped {2}5 inTheMoney, 1 notAnOption\n/);
  assert.match(out, /\n2026-01-30 +28\.8 +90,000 +7\.05 +0\.0 ± 0\.0 +50\.00 +5 of 10\n$/);
});

test("with --json it is data that a program reads", () => {
  const { out } = hedgelab("chain", "both.json", "--json");
  const chains = JSON.parse(out) as { currency: string }[];
  assert.equal(
    chains.map(({ currency }) => currency),
    ["BTC", "ETH"],
  );
});

test("a currency that is not there, and a file that is cut off, fail in one sentence", () => {
  const wrong = hedgelab("chain", "both.json", "--currency", "SOL");
  assert.is(wrong.error, "hedgelab: currency must be one of BTC, ETH, got SOL\n");
  assert.is(wrong.code, 2);
  const cut = hedgelab("chain", "cut.json");
  assert.match(cut.error, /^hedgelab: cut\.json: JSON is truncated or damaged: /);
  assert.is(cut.code, 1);
});

test.run();
