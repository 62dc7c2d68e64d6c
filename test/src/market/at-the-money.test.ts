import { test } from "uvu";
import * as assert from "uvu/assert";
import { atTheMoney } from "../../../src/market/at-the-money.ts";
import { readChain } from "../../../src/market/read-chain.ts";
import { near } from "../../sample.ts";
import { answer, records } from "./made-up-chain.ts";

test("volatility at the money is that of the quotes about the forward", () => {
  const chain = readChain(answer(records({ volatility: 0.62, half: 1e-6 })));
  near(atTheMoney(chain.expiries[0]!)!, 0.62, 1e-5);
});

test("between two strikes it is linear in log-moneyness", () => {
  const [expiry] = readChain(answer(records())).expiries;
  const make = (strike: number, volatility: number) => ({
    ...expiry!.quotes[0]!,
    strike,
    forward: 100,
    impliedVolatility: { bid: volatility, ask: volatility, mark: null },
  });
  const quotes = [make(50, 0.9), make(100 / 1.1, 0.6), make(100 * 1.1 ** 3, 0.4), make(200, 0.9)];
  near(atTheMoney({ quotes })!, 0.55, 1e-12);
});

test("with quotes on one side alone there is none", () => {
  const { quotes } = readChain(answer(records())).expiries[0]!;
  assert.is(atTheMoney({ quotes: quotes.filter(({ strike }) => strike > 90_000) }), null);
  assert.is(atTheMoney({ quotes: [] }), null);
});

test.run();
