import { suite } from "uvu";
import * as assert from "uvu/assert";
import { parseInstrument } from "../../../src/market/instrument.ts";

const test = suite("instrument");

test("an inverse option is read from its name, and expires at 08:00 UTC", () => {
  assert.equal(parseInstrument("BTC-27MAR26-100000-C"), {
    type: "option",
    name: "BTC-27MAR26-100000-C",
    family: "BTC",
    currency: "BTC",
    settlement: "inverse",
    unit: "BTC",
    kind: "call",
    strike: 100_000,
    expiry: Date.UTC(2026, 2, 27, 8),
  });
});

test("a linear option has its stable coin as unit, and d as decimal point", () => {
  const option = parseInstrument("XRP_USDC-5JUN26-0d625-P");
  assert.is(option?.settlement, "linear");
  assert.is(option?.unit, "USDC");
  assert.is(option?.currency, "XRP");
  assert.is(option?.type === "option" && option.strike, 0.625);
  assert.is(option?.type === "option" && option.kind, "put");
});

test("futures and perpetuals are told apart from options", () => {
  assert.is(parseInstrument("ETH-5FEB26")?.type, "future");
  assert.is(parseInstrument("BTC-PERPETUAL")?.type, "perpetual");
  assert.is(parseInstrument("SOL_USDC-PERPETUAL")?.settlement, "linear");
});

test("what is none of these is null, days that no calendar has among it", () => {
  const names = ["", "BTC", "BTC-31FEB26-100-C", "BTC-0MAR26", "BTC-27XYZ26-100-C"];
  const more = [
    "BTC-27MAR26-0-C",
    "BTC-27MAR26-100-X",
    "BTC-CS-27MAR26-70000_75000",
    "btc-perpetual",
  ];
  for (const name of [...names, ...more]) assert.is(parseInstrument(name), null, name);
});

test.run();
