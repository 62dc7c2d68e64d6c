import { suite } from "uvu";
import * as assert from "uvu/assert";
import { aimRatio, tradingRate } from "../../../src/adjustment/trading-rate.ts";
import { near } from "../../sample.ts";

const test = suite("trading-rate");

/**
 * The same problem by backward induction in one variable: a target m that decays by `reversion` a
 * period, and the cost gamma (x - m)^2 / 2 x (1 - rho) plus lambda (x - y)^2 / 2 of a period. The
 * value of holding y before a trade is -(p y^2 - 2 q y m) / 2 and a term without y.
 */
function induction(gamma: number, lambda: number, rho: number, reversion: number) {
  let [p, q] = [0, 0];
  for (let period = 0; period < 20_000; period++) {
    // least over x of kept gamma (x - m)^2 + lambda (x - y)^2 + kept (p x^2 - 2 q x m')
    const kept = 1 - rho;
    const curvature = kept * gamma + lambda + kept * p;
    const pull = kept * (gamma + q * (1 - reversion));
    const [onHeld, onTarget] = [lambda / curvature, pull / curvature];
    [p, q] = [lambda * (1 - onHeld), lambda * onTarget];
    if (period === 19_999) return { onHeld, onTarget };
  }
  throw new Error("no period");
}

for (const [gamma, lambda, rho, reversion] of [
  [1, 10, 0, 0],
  [2, 0.5, 0.02, 0.1],
  [1e-3, 5, 0.1, 0.4],
  [5, 100, 0, 1],
] as const) {
  test(`rate and aim are those of backward induction at ${gamma}, ${lambda}, ${rho}, ${reversion}`, () => {
    const pace = tradingRate({ riskAversion: gamma, costAversion: lambda, discount: rho });
    const { onHeld, onTarget } = induction(gamma, lambda, rho, reversion);
    near(1 - pace.rate, onHeld, 1e-9);
    // the mean is 0, the ratio 1
    near(pace.rate * aimRatio(1, 0, reversion, pace), onTarget, 1e-9);
  });
}

test("free trades go all the way at once", () => {
  assert.equal(tradingRate({ riskAversion: 1, costAversion: 0, discount: 0.1 }), {
    rate: 1,
    patience: 0,
  });
});

test("dear trades are slow, as the root of aversion over cost", () => {
  const { rate } = tradingRate({ riskAversion: 1, costAversion: 1e8, discount: 0 });
  near(rate * 1e4, 1, 1e-3);
});

test.run();
