import { suite } from "uvu";
import * as assert from "uvu/assert";
import { fourierPrices } from "../../../../src/core/fourier.ts";
import { normalDensity } from "../../../../src/core/functions.ts";
import type { StudyOptions } from "../../../../src/hedging/description.ts";
import { deltaHedge } from "../../../../src/hedging/strategies.ts";
import { study } from "../../../../src/hedging/study.ts";
import { bates } from "../../../../src/models/bates.ts";
import { type FourierModel, fourierParameters } from "../../../../src/models/fourier-model.ts";
import { geometricBrownian } from "../../../../src/models/geometric-brownian.ts";
import { heston } from "../../../../src/models/heston.ts";
import { kou } from "../../../../src/models/kou.ts";
import { merton } from "../../../../src/models/merton.ts";
import { svcj } from "../../../../src/models/svcj.ts";
import { book, short } from "../../../../src/portfolio/book.ts";
import { call } from "../../../../src/portfolio/contracts.ts";
import { decisions, desk, handMade, JUMPS, market, VARIANCE } from "./desk.ts";

const test = suite("model targets");
const { rate } = market;
/** What tables promise of a unit: in one row, in rows. */
const FINE = 2e-6;
const COARSE = 2e-4;
const units = desk.positions.reduce((sum, { quantity }) => sum + Math.abs(quantity), 0);
const PATHS = [0, 3, 500];

type Terms = { spot: number; strike: number; years: number };

function priced(model: FourierModel, { spot, strike, years }: Terms) {
  const forward = spot * Math.exp(rate * years),
    terms = { years, forward, discount: Math.exp(-rate * years), strike: [strike] };
  const { price, delta } = fourierPrices({ ...fourierParameters(model), ...terms });
  // the delta is by the forward
  return { price: price[0]!, delta: delta[0]! * Math.exp(rate * years) };
}

const plain = {
  geometricBrownian: geometricBrownian({ volatility: 0.4 }),
  merton: merton({ volatility: 0.35, ...JUMPS }),
  kou: kou({ volatility: 0.4, jumpsPerYear: 12, upProbability: 0.4, upMean: 0.04, downMean: 0.06 }),
};
const random = {
  heston: heston(VARIANCE),
  bates: bates({ ...VARIANCE, ...JUMPS }),
  svcj: svcj({ ...VARIANCE, ...JUMPS, varianceJumpMean: 0.2, jumpCorrelation: -0.1 }),
};

for (const [name, model] of Object.entries(plain)) {
  test(`the model delta under ${name} is that of its prices, within 2e-6 a unit`, () => {
    for (const decision of decisions(model, { delta: "model" }, PATHS)) {
      const expected = handMade(decision, (terms) => priced(model, terms).delta);
      const off = Math.abs(decision.held - expected);
      assert.ok(off < FINE * units, `step ${decision.step}: ${off}`);
    }
  });
}

for (const [name, model] of Object.entries(random)) {
  test(`the model delta under ${name} follows its variance, within 2e-4 a unit`, () => {
    for (const decision of decisions(model, { delta: "model" }, PATHS)) {
      const variance = Math.max(decision.variance, 0.003);
      const now = { ...model, variance };
      const expected = handMade(decision, (terms) => priced(now, terms).delta);
      const off = Math.abs(decision.held - expected);
      assert.ok(off < COARSE * units, `step ${decision.step}: ${off} at ${decision.variance}`);
    }
  });
}

test("under Heston the minimum-variance delta adds rho xi vega / S", () => {
  const model = random.heston;
  for (const decision of decisions(model, { delta: "minimumVariance" }, PATHS)) {
    const variance = Math.max(decision.variance, 0.003),
      step = 1e-4 * variance;
    const expected = handMade(decision, (terms) => {
      const at = (v: number) => priced({ ...model, variance: v }, terms);
      const vega = (at(variance + step).price - at(variance - step).price) / (2 * step);
      return at(variance).delta - (0.6 * 1.2 * vega) / terms.spot;
    });
    const off = Math.abs(decision.held - expected);
    assert.ok(off < 2 * COARSE * units, `step ${decision.step}: ${off} at ${decision.variance}`);
  }
});

test("under Merton the minimum-variance delta is the regression of prices on the spot", () => {
  const model = plain.merton,
    { volatility, jumpsPerYear, jumpMean, jumpDeviation } = model;
  // Simpson's rule over the jump: a way of its own to the expectations
  const COUNT = 4001,
    width = (16 * jumpDeviation) / (COUNT - 1);
  const sizes = Float64Array.from({ length: COUNT }, (_, i) => (i - (COUNT - 1) / 2) * width);
  const weights = sizes.map((z, i) => {
    const simpson = i === 0 || i === COUNT - 1 ? 1 : i % 2 === 1 ? 4 : 2;
    return ((simpson / 3) * width * normalDensity(z / jumpDeviation)) / jumpDeviation;
  });
  const hedge = ({ spot, strike, years }: Terms) => {
    const forward = spot * Math.exp(rate * years);
    const strikes = sizes.map((z) => strike / Math.exp(jumpMean + z));
    const terms = { ...fourierParameters(model), years, forward };
    const after = fourierPrices({ ...terms, strike: strikes }).price,
      { price, delta } = fourierPrices({ ...terms, strike: [strike] });
    let gain = 0,
      square = 0;
    weights.forEach((weight, i) => {
      const growth = Math.exp(jumpMean + sizes[i]!);
      gain += weight * (growth * after[i]! - price[0]!) * (growth - 1);
      square += weight * (growth - 1) ** 2;
    });
    const whole = volatility ** 2 + jumpsPerYear * square;
    return (volatility ** 2 * delta[0]! + (jumpsPerYear * gain) / forward) / whole;
  };
  for (const decision of decisions(model, { delta: "minimumVariance" }, [0, 3])) {
    const off = Math.abs(decision.held - handMade(decision, hedge));
    assert.ok(off < 5 * FINE * units, `step ${decision.step}: ${off}`);
  }
});

const one = { book: book(short(1, call({ strike: 100, days: 14 }))), paths: 20_000 };
const free = { costs: { type: "proportional", rate: 0 } as const };

/** Errors of the difference that the first hedge removes more than the second. */
async function lead(model: NonNullable<StudyOptions["model"]>, first: string, second: string) {
  const strategies = {
    black: deltaHedge(),
    model: deltaHedge({ delta: "model" }),
    minimum: deltaHedge({ delta: "minimumVariance" }),
  };
  const { differences } = await study({ ...one, ...free, market, model, strategies });
  const found = differences.find((d) => d.first === second && d.second === first)!;
  return -found.efficiency.value / found.efficiency.standardError;
}

test("in a market of its own without skew the model delta beats Black's", async () => {
  assert.ok((await lead(heston({ ...VARIANCE, correlation: 0 }), "model", "black")) > 4);
});

test("with skew or jumps the minimum-variance delta beats the model's and Black's", async () => {
  for (const model of [random.heston, plain.merton]) {
    assert.ok((await lead(model, "minimum", "model")) > 4);
    assert.ok((await lead(model, "minimum", "black")) > 4);
  }
});

test("a delta that the model has not is refused, and so is a volatility beside it", async () => {
  const refuses = async (hedge: Parameters<typeof deltaHedge>[0], model: object, message: RegExp) =>
    study({ ...one, market, model: model as never, strategies: { hedge: deltaHedge(hedge) } }).then(
      () => assert.unreachable(),
      (error) => {
        assert.instance(error, RangeError);
        assert.match(error.message, message);
      },
    );
  const delta = "model" as const;
  await refuses(
    { delta: "minimumVariance" },
    plain.kou,
    /^delta "minimumVariance" needs a model with prices of its own, got kou$/,
  );
  await refuses(
    { delta, volatility: "model" },
    plain.merton,
    /^volatility must be left out beside a delta "model", got one$/,
  );
  await refuses(
    { delta, band: { type: "whalleyWilmott", riskAversion: 1 } },
    plain.merton,
    /^band whalleyWilmott needs a Black delta at one volatility$/,
  );
});

test.run();
