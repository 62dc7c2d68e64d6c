import { suite } from "uvu";
import * as assert from "uvu/assert";
import { bates } from "../../../src/models/bates.ts";
import { geometricBrownian } from "../../../src/models/geometric-brownian.ts";
import { heston } from "../../../src/models/heston.ts";
import { kou } from "../../../src/models/kou.ts";
import { merton } from "../../../src/models/merton.ts";
import { svcj } from "../../../src/models/svcj.ts";
import { varianceGamma } from "../../../src/models/variance-gamma.ts";
import { type FourierPriceOptions, fourierPrice } from "../../../src/pricing/fourier-price.ts";
import { refuses } from "../description.ts";

const test = suite("fourier-price");
const variance = {
  ...{ variance: 0.3, meanReversion: 4, longVariance: 0.4 },
  ...{ volatilityOfVariance: 2, correlation: -0.3 },
};
const jumps = { jumpsPerYear: 5, jumpMean: -0.1, jumpDeviation: 0.1 };
const models = [
  geometricBrownian({ volatility: 0.5 }),
  heston(variance),
  bates({ ...variance, ...jumps }),
  svcj({ ...variance, ...jumps, varianceJumpMean: 0.2, jumpCorrelation: -0.5 }),
  merton({ volatility: 0.5, ...jumps }),
  kou({ volatility: 0.5, jumpsPerYear: 5, upProbability: 0.4, upMean: 0.1, downMean: 0.2 }),
  varianceGamma({ volatility: 0.5, skew: -0.2, varianceRate: 0.1 }),
];
const market = { spot: 100, days: 60, rate: 0.05, dividendYield: 0.02 };

// QuantLib's example EquityOption: a put under three engines, of which the first two are exact.
test("a put of QuantLib's example is worth 3.844308, under Black and under Heston at rest", () => {
  const still = { variance: 0.04, meanReversion: 1, longVariance: 0.04, correlation: 0 };
  const option = { spot: 36, strike: 40, years: 1, rate: 0.06, kind: "put" } as const;
  const at = (model: (typeof models)[number]) =>
    fourierPrice({ model, ...option }).price.toFixed(6);
  assert.is(at(geometricBrownian({ volatility: 0.2 })), "3.844308");
  assert.is(at(heston({ ...still, volatilityOfVariance: 0 })), "3.844308");
});

for (const model of models) {
  test(`${model.type}: delta and gamma are those of the spot`, () => {
    const at = (spot: number) => fourierPrice({ model, ...market, spot, strike: 105, kind: "put" });
    const { delta, gamma } = at(100),
      h = 0.01;
    assert.ok(Math.abs(delta - (at(100 + h).price - at(100 - h).price) / (2 * h)) < 1e-7);
    assert.ok(Math.abs(gamma - (at(100 + h).delta - at(100 - h).delta) / (2 * h)) < 1e-7);
  });
}

test("a forward, years and no yield price as spot, days and yield that lead there", () => {
  const model = heston(variance),
    years = 60 / 365;
  const forward = 100 * Math.exp(0.03 * years);
  const there = fourierPrice({ model, forward, years, rate: 0.05, strike: 105 });
  const here = fourierPrice({ model, ...market, strike: 105 });
  assert.ok(Math.abs(there.price - here.price) < 1e-12);
  assert.ok(Math.abs(there.delta * Math.exp(0.03 * years) - here.delta) < 1e-14);
});

test("many strikes are priced at once, in their order, as each alone", () => {
  const model = heston(variance),
    strike = [120, 80, 100];
  const rows = fourierPrice({ model, ...market, strike });
  assert.equal(
    rows.map((row) => row.strike),
    strike,
  );
  rows.forEach((row, i) => {
    const alone = fourierPrice({ model, ...market, strike: strike[i]! });
    assert.ok(Math.abs(row.price - alone.price) < 1e-12);
  });
});

test("the drift of a model does not move a price", () => {
  const at = (drift: number) =>
    fourierPrice({ model: heston({ ...variance, drift }), ...market, strike: 90 });
  assert.equal(at(0), at(0.7));
});

const good = { model: models[1]!, ...market, strike: 100 };
const of = (change: object) => () =>
  fourierPrice({ ...good, ...change } as FourierPriceOptions<number>);

test("what is wrong is said", () => {
  refuses(of({ strike: 0 }), RangeError, "strike must be positive, got 0");
  refuses(of({ forward: 100 }), RangeError, "forward must not be given with spot, got 100");
  refuses(of({ days: undefined }), TypeError, "days is missing, or years");
  refuses(of({ kind: "straddle" }), TypeError, 'kind must be "call" or "put", got "straddle"');
  refuses(of({ strikes: [1] }), TypeError, "strikes is not an option here");
  const forward = { spot: undefined, forward: 100 };
  const message = "dividendYield goes with spot, a forward has it in its price, got 0.02";
  refuses(of(forward), RangeError, message);
  refuses(
    of({ model: { type: "sabr" } }),
    RangeError,
    "unknown model: sabr, known are geometricBrownian, heston, bates, svcj, merton, kou, varianceGamma",
  );
  refuses(
    of({ model: { ...good.model, correlation: 2 } }),
    RangeError,
    "correlation must lie between -1 and 1, got 2",
  );
});

test("a price that the integral does not settle is refused", () => {
  const model = merton({ volatility: 0, jumpsPerYear: 5, jumpMean: -0.1, jumpDeviation: 0 });
  assert.throws(
    () => fourierPrice({ model, spot: 1, strike: 1, years: 1 }),
    /^the price under merton at 1 years is known to .* only: its characteristic function hardly/,
  );
});

test.run();
