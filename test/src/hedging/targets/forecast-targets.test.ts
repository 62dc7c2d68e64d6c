import { suite } from "uvu";
import * as assert from "uvu/assert";
import { optionGreeks } from "../../../../src/core/options.ts";
import { deltaHedge } from "../../../../src/hedging/strategies.ts";
import { study } from "../../../../src/hedging/study.ts";
import { ewma } from "../../../../src/hedging/targets/ewma.ts";
import { hullWhite } from "../../../../src/hedging/targets/hull-white.ts";
import { garch } from "../../../../src/models/garch.ts";
import { geometricBrownian } from "../../../../src/models/geometric-brownian.ts";
import { gjrGarch } from "../../../../src/models/gjr-garch.ts";
import { book, short } from "../../../../src/portfolio/book.ts";
import { call } from "../../../../src/portfolio/contracts.ts";
import { refuses } from "../../description.ts";
import { decisions, desk, handMade, market } from "./desk.ts";

const test = suite("forecast targets");
const { rate } = market;
const units = desk.positions.reduce((sum, { quantity }) => sum + Math.abs(quantity), 0);
const brownian = geometricBrownian({ volatility: 0.55 });
const PATHS = [0, 1, 30, 400];

type Terms = { spot: number; strike: number; years: number };

function black(terms: Terms, volatility: number): number {
  return optionGreeks({ ...terms, rate, volatility }, ["delta"]).delta[0]!;
}

test("Hull and White's delta without numbers is Black's, and adds their parabola with them", () => {
  const [a, b, c] = [-0.2, 0.1, 0.3];
  const plain = decisions(brownian, { delta: hullWhite({ a: 0, b: 0, c: 0 }) }, PATHS),
    bent = decisions(brownian, { delta: hullWhite({ a, b, c }) }, PATHS);
  plain.forEach((decision, i) => {
    const expected = handMade(decision, (terms) => black(terms, 0.55));
    assert.ok(Math.abs(decision.held - expected) < 2e-6 * units);
    const added = desk.positions.reduce((sum, { quantity, contract }) => {
      const { type, strike, days } = contract,
        years = (days - decision.step) / 365;
      if (years <= 0) return sum;
      const terms = { spot: decision.spot, strike, years, rate, volatility: 0.55 };
      const { delta, vega } = optionGreeks({ ...terms, kind: type === "call" ? 1 : 2 }, [
        "delta",
        "vega",
      ]);
      const d = delta[0]!;
      const slope = vega[0]! / (decision.spot * Math.sqrt(years));
      return sum - quantity * slope * (a + b * d + c * d * d);
    }, 0);
    assert.ok(Math.abs(bent[i]!.held - expected - added) < 2e-6 * units);
  });
});

test("the realised volatility is an average of the path's own squared returns", () => {
  const halfLife = "5d",
    keep = 2 ** (-1 / 5);
  let average = 0,
    before = 0;
  for (const decision of decisions(brownian, { volatility: ewma({ halfLife }) }, PATHS)) {
    const log = Math.log(decision.spot) - (rate * decision.step) / 365;
    average =
      decision.step === 0 ? 0.55 ** 2 : keep * average + (1 - keep) * 365 * (log - before) ** 2;
    before = log;
    const expected = handMade(decision, (terms) => black(terms, Math.sqrt(average)));
    const off = Math.abs(decision.held - expected);
    assert.ok(off < 2e-4 * units, `step ${decision.step}: ${off}`);
  }
});

test("the GARCH volatility is the forecast until expiry from the path's own variance", () => {
  const model = gjrGarch({ omega: 2e-5, alpha: 0.05, beta: 0.88, gamma: 0.08 }),
    stay = 0.05 + 0.04 + 0.88;
  for (const decision of decisions(model, { volatility: "garch" }, PATHS)) {
    const expected = handMade(decision, (terms) => {
      // step by step, as forecasts are made
      let next = decision.variance / 365,
        sum = 0;
      const days = Math.round(terms.years * 365);
      for (let day = 0; day < days; day++) {
        sum += next;
        next = 2e-5 + stay * next;
      }
      return black(terms, Math.sqrt((sum / days) * 365));
    });
    const off = Math.abs(decision.held - expected);
    assert.ok(off < 2e-4 * units, `step ${decision.step}: ${off}`);
  }
});

const one = { book: book(short(1, call({ strike: 100, days: 30 }))), market, paths: 20_000 };

test("in a GARCH market its forecast hedges better than the volatility that was sold", async () => {
  const { differences } = await study({
    ...{ ...one, model: garch({ omega: 3e-5, alpha: 0.1, beta: 0.87 }) },
    strategies: { implied: deltaHedge(), forecast: deltaHedge({ volatility: "garch" }) },
    costs: { type: "proportional", rate: 0 },
  });
  const { value, standardError } = differences[0]!.efficiency;
  assert.ok(value < -4 * standardError);
});

test("tables do not depend on how a study is split", async () => {
  const strategies = {
    realised: deltaHedge({ volatility: ewma() }),
    bent: deltaHedge({ every: "12h", delta: hullWhite({ a: -0.2, b: 0, c: 0.1 }), band: 0.05 }),
  };
  const small = { ...one, paths: 4000, strategies };
  const results = await Promise.all([
    study(small, { workers: 1 }),
    study(small, { workers: 2, chunk: 1024 }),
  ]);
  assert.ok(JSON.stringify(results[0]) === JSON.stringify(results[1]));
});

test("bad choices are named", async () => {
  refuses(
    () => ewma({ halfLife: "soon" }),
    RangeError,
    'halfLife must be a duration such as "1d", "4h" or "30m", got "soon"',
  );
  refuses(() => hullWhite({ a: Number.NaN, b: 0, c: 0 }), TypeError, "a must be a number, got NaN");
  refuses(
    () => deltaHedge({ delta: "smile" as never }),
    TypeError,
    'delta must be "black", "premiumAdjusted", "netTransaction", "model", "minimumVariance", hullWhite or localRisk, got "smile"',
  );
  await study({ ...one, strategies: { garch: deltaHedge({ volatility: "garch" }) } }).then(
    () => assert.unreachable(),
    (error) =>
      assert.is(
        error.message,
        'volatility "garch" needs a model garch, gjrGarch or egarch, got geometricBrownian',
      ),
  );
});

test.run();
