import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { FourierModel } from "../../../src/models/fourier-model.ts";
import { geometricBrownian } from "../../../src/models/geometric-brownian.ts";
import { heston } from "../../../src/models/heston.ts";
import { kou } from "../../../src/models/kou.ts";
import { merton } from "../../../src/models/merton.ts";
import { modelSurface } from "../../../src/models/model-surface.ts";
import { butterflyArbitrage, calendarArbitrage } from "../../../src/models/surface-arbitrage.ts";
import { svcj } from "../../../src/models/svcj.ts";
import { logDensity } from "../../../src/models/variance-jet.ts";
import { blackScholes } from "../../../src/pricing/black-scholes.ts";
import { fourierPrice } from "../../../src/pricing/fourier-price.ts";
import { near } from "../../sample.ts";
import { slope } from "../pricing/table.ts";

const test = suite("model surface");
const HESTON = {
  ...{ variance: 0.4, meanReversion: 5, longVariance: 0.3 },
  ...{ volatilityOfVariance: 1.5, correlation: -0.5 },
};
const JUMPS = { jumpsPerYear: 10, jumpMean: -0.03, jumpDeviation: 0.07 };
const MODELS: Readonly<Record<string, FourierModel>> = {
  brownian: geometricBrownian({ volatility: 0.5 }),
  merton: merton({ volatility: 0.4, ...JUMPS }),
  kou: kou({
    volatility: 0.4,
    ...{ jumpsPerYear: 20, upProbability: 0.4, upMean: 0.03, downMean: 0.04 },
  }),
  heston: heston(HESTON),
  svcj: svcj({ ...HESTON, ...JUMPS, varianceJumpMean: 0.1, jumpCorrelation: -0.1 }),
};
const forwards = [
  { years: 0.02, forward: 100 },
  { years: 0.25, forward: 102 },
  { years: 2, forward: 110 },
];

for (const [name, model] of Object.entries(MODELS)) {
  const surface = modelSurface({ model, forwards });

  test(`Black's price at the volatility of the surface is the price under ${name}`, () => {
    for (const { years, forward } of forwards) {
      const deviation = surface.impliedVolatility(forward, years) * Math.sqrt(years);
      for (const x of [-2.5, -1.31, -0.4, 0, 0.73, 1.9]) {
        const strike = forward * Math.exp(x * deviation);
        const terms = { kind: x > 0 ? "call" : "put", spot: forward, strike, years } as const;
        const { price } = fourierPrice({ ...terms, model });
        const volatility = surface.impliedVolatility(strike, years);
        near(blackScholes({ ...terms, volatility }).price / forward, price / forward, 1e-9);
      }
    }
  });

  test(`derivatives of the surface under ${name} are slopes, and its density adds up to 1`, () => {
    for (const { years } of forwards) {
      const at = (k: number) => surface.jet(k, years),
        unit = Math.sqrt(at(0).variance);
      for (const x of [-1.7, -0.2, 0.55, 1.4]) {
        const k = x * unit,
          scale = at(k).variance / unit;
        near(at(k).slope / scale, slope((y) => at(y).variance, k, unit / 500) / scale, 1e-3);
        const curve = slope((y) => at(y).slope, k, unit / 500);
        near((at(k).curvature * unit) / scale, (curve * unit) / scale, 2e-2);
      }
      let sum = 0;
      for (let x = -9; x <= 9; x += 0.01) sum += 0.01 * unit * logDensity(x * unit, at(x * unit));
      near(sum, 1, 2e-3, `${years}`);
    }
  });

  test(`the surface under ${name} has no arbitrage among its own times`, () => {
    const years = forwards.map((point) => point.years);
    for (const time of years) {
      const reach = 3 * surface.impliedVolatility(surface.forward(time), time) * Math.sqrt(time);
      const grid = { surface, years: [time], from: -reach, to: reach, points: 101 };
      assert.ok(butterflyArbitrage(grid).least > -1e-6, `${time}`);
    }
    assert.ok(calendarArbitrage({ surface, years, from: -0.2, to: 0.2, points: 41 }).free);
  });
}

test("a surface without forwards, or of a model without a characteristic function, is refused", () => {
  const model = MODELS.heston!;
  assert.throws(() => modelSurface({ model, forwards: [] }), /^forwards must not be empty/);
  const backward = [...forwards].reverse();
  assert.throws(() => modelSurface({ model, forwards: backward }), /^forwards must ascend/);
  const other = { type: "garch" } as unknown as FourierModel;
  assert.throws(() => modelSurface({ model: other, forwards }), /^unknown model: garch/);
});

test.run();
