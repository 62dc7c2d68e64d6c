import { suite } from "uvu";
import * as assert from "uvu/assert";
import { call } from "../../../src/portfolio/contracts.ts";
import { blackScholes } from "../../../src/pricing/black-scholes.ts";
import { contagion } from "../../../src/risk/contagion.ts";
import { diversification } from "../../../src/risk/diversification.ts";
import { portfolio } from "../../../src/risk/portfolio.ts";
import { near } from "../../sample.ts";

const test = suite("contagion and diversification");
const market = { BTC: { spot: 100, volatility: 0.6 } };
const dealers = (quantity: number) =>
  portfolio({ BTC: [{ quantity, contract: call({ strike: 100, days: 7 }) }] });
const terms = { kind: "call" as const, strike: 100, volatility: 0.6, years: 7 / 365 };

test("the move is the shock and what the flow at that move adds", () => {
  for (const quantity of [-1000, 1000]) {
    for (const shock of [-0.05, 0.03]) {
      const { move, flow, amplification } = contagion({
        dealers: dealers(quantity),
        market,
        shock,
        impact: 5e-6,
      });
      const spot = 100 * (1 + move!);
      const change =
        blackScholes({ ...terms, spot }).delta - blackScholes({ ...terms, spot: 100 }).delta;
      near(flow!, (-quantity * change * (100 + spot)) / 2, 1e-8);
      near(Math.log1p(move!), Math.log1p(shock) + 5e-6 * flow!, 1e-12);
      assert.is(amplification! > 1, quantity < 0);
    }
  }
});

test("a small shock is amplified by one over one less the feedback of gamma", () => {
  const gamma = blackScholes({ ...terms, spot: 100 }).gamma;
  for (const quantity of [-300, 700]) {
    const { amplification, linearAmplification } = contagion({
      dealers: dealers(quantity),
      market,
      shock: 1e-5,
      impact: 5e-6,
    });
    near(linearAmplification, 1 / (1 + 5e-6 * quantity * gamma * 1e4), 1e-6);
    near(amplification!, linearAmplification, 1e-3);
  }
});

test("without impact, or without hedging, nothing is added", () => {
  const ask = { dealers: dealers(-1000), market, shock: -0.1 };
  near(contagion({ ...ask, impact: 0 }).amplification!, 1, 1e-12);
  near(contagion({ ...ask, impact: 1e-4, hedged: 0 }).amplification!, 1, 1e-12);
});

test("feedback that no move settles is a cascade", () => {
  const { move, linearAmplification } = contagion({
    dealers: dealers(-1e6),
    market,
    shock: -0.01,
    impact: 1e-3,
  });
  assert.is(move, null);
  assert.ok(linearAmplification < 0);
});

test("two coins diversify as their correlation says, and not at all when it is one", () => {
  const two = { BTC: { spot: 100, volatility: 0.6 }, ETH: { spot: 100, volatility: 0.6 } };
  const ask = (quantity: number) =>
    diversification({
      portfolio: portfolio({
        BTC: [{ quantity: 1, contract: { type: "spot" } }],
        ETH: [{ quantity, contract: { type: "spot" } }],
      }),
      market: two,
      factors: {
        factors: ["BTC", "ETH"].map((underlying) => ({ underlying, of: "spot", deviation: 0.001 })),
        correlations: [
          [1, 0.2],
          [0.2, 1],
        ],
      },
    });
  const { rows, alone } = ask(1);
  near(rows[0]!.ratio, 2 / Math.sqrt(2.4), 1e-4);
  near(rows[2]!.ratio, 2 / Math.sqrt(2 + 2 * 0.6), 1e-4);
  near(rows[4]!.ratio, 1, 1e-9);
  near(alone.BTC!.value, alone.ETH!.value, 1e-9);
  // one long and one short: what diversified badly hedges
  const against = ask(-0.5).rows;
  assert.ok(against[4]!.valueAtRisk.value < against[0]!.valueAtRisk.value);
});

test.run();
