import { suite } from "uvu";
import * as assert from "uvu/assert";
import { garch } from "../../../src/models/garch.ts";
import { geometricBrownian } from "../../../src/models/geometric-brownian.ts";
import { call } from "../../../src/portfolio/contracts.ts";
import { monteCarloGreeks } from "../../../src/portfolio/monte-carlo-greeks.ts";
import { barrier, digital } from "../../../src/portfolio/path-contracts.ts";
import { barrierPrice } from "../../../src/pricing/barrier-price.ts";
import { blackScholes } from "../../../src/pricing/black-scholes.ts";
import { digitalPrice } from "../../../src/pricing/digital-price.ts";
import { within } from "../../sample.ts";

const test = suite("monte carlo greeks");
const base = { spot: 100, rate: 0.03, model: geometricBrownian({ volatility: 0.5 }), steps: 40 };
const terms = { spot: 100, rate: 0.03, volatility: 0.5, years: 0.2 };

test("bumped Greeks of a call are those of Black and Scholes", () => {
  const greeks = monteCarloGreeks({ ...base, contract: call({ strike: 105, days: 73 }) });
  const exact = blackScholes({ ...terms, kind: "call", strike: 105 });
  for (const name of ["price", "delta", "gamma", "rho", "theta"] as const) {
    const { value, standardError } = greeks[name]!;
    within(value, exact[name], standardError, name);
  }
  const { first, withSpot, second } = greeks.parameters.volatility!;
  within(first.value, exact.vega, first.standardError, "vega");
  within(withSpot.value, exact.vanna, withSpot.standardError, "vanna");
  within(second.value, exact.volga, second.standardError, "volga");
});

const step = 0.5;
test("bumped Greeks of a digital and a barrier are slopes of their closed forms", () => {
  const contracts = [
    digital({ kind: "call", strike: 100, days: 73, cash: 10 }),
    barrier({ kind: "call", strike: 100, days: 73, level: 85, direction: "down", knock: "out" }),
  ];
  const value = [
    (spot: number) => digitalPrice({ ...terms, spot, kind: "call", strike: 100, cash: 10 }),
    (spot: number) =>
      barrierPrice({
        ...terms,
        spot,
        kind: "call",
        strike: 100,
        barrierType: "downOut",
        barrier: 85,
      }),
  ];
  contracts.forEach((contract, i) => {
    const { delta } = monteCarloGreeks({ ...base, contract });
    const slope = (value[i]!(100 + step) - value[i]!(100 - step)) / (2 * step);
    within(delta.value, slope, delta.standardError, contract.type);
  });
});

test("a model of steps of its own has all but theta, and no slope by their length", () => {
  const model = garch({ omega: 2e-5, alpha: 0.1, beta: 0.85 });
  const contract = call({ strike: 100, days: 5 });
  const greeks = monteCarloGreeks({ spot: 100, model, contract, paths: 20_000 });
  assert.is(greeks.theta, undefined);
  assert.equal(Object.keys(greeks.parameters), ["omega", "alpha", "beta"]);
  // variances stay at their level, which is in proportion to omega
  const years = 5 / 365,
    volatility = Math.sqrt((2e-5 / 0.05) * 365);
  const { vega } = blackScholes({ kind: "call", spot: 100, strike: 100, years, volatility });
  const { value, standardError } = greeks.parameters.omega!.first;
  within(value, (vega * volatility) / 2 / 2e-5, standardError + 0.02 * value);
});

test("a bump that is none is named", () => {
  const contract = call({ strike: 100, days: 73 });
  assert.throws(() => monteCarloGreeks({ ...base, contract, bump: 0 }), /^bump must be positive/);
});

test.run();
