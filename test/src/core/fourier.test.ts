import { readFileSync } from "node:fs";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  characteristicExponents,
  type FourierModelName,
  fourierPriceSets,
  fourierPrices,
} from "../../../src/core/fourier.ts";
import { optionGreeks } from "../../../src/core/options.ts";
import { BATES, HESTON, KOU, type Published, SVCJ } from "../../reference/pricing/fourier.ts";

const test = suite("fourier");

/** The price of one option as tables give them, by spot, rate and yield. */
function priceOf(
  model: FourierModelName,
  parameters: readonly number[],
  { kind, spot, strike, years, rate, yield: carry = 0 }: Omit<Published, "value" | "within">,
): number {
  const { price, error } = fourierPrices({
    ...{ model, parameters, years, forward: spot * Math.exp((rate - carry) * years) },
    ...{ discount: Math.exp(-rate * years), strike: [strike], kind: kind === "call" ? 1 : 2 },
  });
  assert.ok(error < 1e-15, `${error}`);
  return price[0]!;
}

function near(actual: number, expected: number, within: number): void {
  assert.ok(Math.abs(actual - expected) <= within, `${actual} is not ${expected} to ${within}`);
}

/** Rows of a file of comma-separated values, comments and head dropped. */
function table(name: string): string[][] {
  const file = new URL(`../../reference/pricing/${name}`, import.meta.url);
  const lines = readFileSync(file, "utf8").trim().split("\n");
  return lines
    .filter((line) => !line.startsWith("#"))
    .slice(1)
    .map((line) => line.split(","));
}

for (const row of HESTON) {
  test(`Heston's ${row.kind} at ${row.strike} is worth ${row.value.toFixed(4)}`, () => {
    near(priceOf("heston", row.parameters, row), row.value, row.within * Math.max(row.value, 1));
  });
}

test("66 prices of a day to thirty years, far from the money, agree with 30 digits", () => {
  const rows = table("heston-extremes.csv").map((cells) => cells.map(Number));
  assert.is(rows.length, 66);
  for (const [v0, kappa, theta, sigma, rho, years, x, value] of rows as number[][]) {
    const parameters = [v0!, kappa!, theta!, sigma!, rho!];
    const strike = Math.exp(-x!);
    const options = { years: years!, forward: 1, strike: [strike] };
    const { price } = fourierPrices({ model: "heston", parameters, ...options });
    near(price[0]!, value!, 2e-14 * Math.sqrt(strike));
  }
});

/** The mean of a log jump whose expected relative size is given. */
const meanOf = (expected: number, deviation: number) => Math.log1p(expected) - deviation ** 2 / 2;

test("Bates' call of Broadie and Kaya is worth 20.1642", () => {
  const { variance, meanReversion, longVariance, volatilityOfVariance, correlation } = BATES;
  const { jumpsPerYear, expectedJump, jumpDeviation } = BATES;
  const parameters = [
    ...[variance, meanReversion, longVariance, volatilityOfVariance, correlation, jumpsPerYear],
    ...[meanOf(expectedJump, jumpDeviation), jumpDeviation],
  ];
  near(priceOf("bates", parameters, { kind: "call", ...BATES }), BATES.value, 5e-5);
});

test("the call of Broadie and Kaya under correlated jumps is worth 6.8619", () => {
  const { variance, meanReversion, longVariance, volatilityOfVariance, correlation } = SVCJ;
  const { jumpsPerYear, expectedJump, jumpDeviation, varianceJumpMean, jumpCorrelation } = SVCJ;
  const mean =
    meanOf(expectedJump, jumpDeviation) + Math.log1p(-varianceJumpMean * jumpCorrelation);
  const parameters = [
    ...[variance, meanReversion, longVariance, volatilityOfVariance, correlation, jumpsPerYear],
    ...[mean, jumpDeviation, varianceJumpMean, jumpCorrelation],
  ];
  near(priceOf("svcj", parameters, { kind: "call", ...SVCJ }), SVCJ.value, 5e-5);
});

test("Kou's call is worth 9.14732", () => {
  const { volatility, jumpsPerYear, upProbability, upMean, downMean } = KOU;
  const parameters = [volatility, jumpsPerYear, upProbability, upMean, downMean];
  near(priceOf("kou", parameters, { kind: "call", ...KOU }), KOU.value, 5e-6);
});

test("Merton's calls agree with Haug, page 9, to all digits printed", () => {
  const rows = table("haug-merton.csv");
  assert.ok(rows.length >= 67);
  for (const [type, ...cells] of rows) {
    const [strike, spot, carry, rate, years, volatility, jumps, share, value] = cells.map(Number);
    const deviation = volatility! * Math.sqrt(share! / jumps!);
    const parameters = [volatility! * Math.sqrt(1 - share!), jumps!, -(deviation ** 2) / 2];
    const option = { kind: type === "Call" ? ("call" as const) : ("put" as const) };
    const terms = { spot: spot!, strike: strike!, rate: rate!, yield: carry! };
    // time as QuantLib takes it: whole days of a year of 360
    const days = Math.round(years! * 360) / 360;
    const price = priceOf("merton", [...parameters, deviation], {
      ...option,
      ...terms,
      years: days,
    });
    near(price, value!, 0.005001);
  }
});

test("variance gamma calls agree with QuantLib's", () => {
  for (const [type, ...cells] of table("variance-gamma.csv")) {
    const [strike, spot, carry, rate, sigma, nu, theta, years, value] = cells.map(Number);
    const terms = { spot: spot!, strike: strike!, years: years!, rate: rate!, yield: carry! };
    const kind = type as "call" | "put";
    near(priceOf("varianceGamma", [sigma!, theta!, nu!], { kind, ...terms }), value!, 0.001);
  }
});

/** Merton's call as his series has it: Black's prices weighted by the chance of each count. */
function mertonSeries(parameters: readonly number[], years: number, strike: number): number {
  const [volatility, jumps, mean, deviation] = parameters as [number, number, number, number];
  const growth = Math.expm1(mean + deviation ** 2 / 2),
    expected = jumps * (1 + growth) * years;
  let weight = Math.exp(-expected),
    sum = 0;
  for (let n = 0; n < 500; n++, weight *= expected / n) {
    const rate = -jumps * growth + (n * Math.log1p(growth)) / years;
    const total = Math.sqrt(volatility ** 2 + (n * deviation ** 2) / years);
    const { price } = optionGreeks({ spot: 1, strike, years, volatility: total, rate }, ["price"]);
    sum += weight * price[0]!;
  }
  return sum;
}

test("Merton's calls agree with his series", () => {
  const sets = [
    [0.5, 12, -0.02, 0.07],
    [0.1, 1, 0.3, 0.01],
    [0.05, 100, -0.01, 0.02],
    [0.6, 0.3, -0.9, 0.45],
  ];
  for (const parameters of sets) {
    for (const years of [1 / 365, 0.25, 2]) {
      const strike = [0.5, 0.9, 1, 1.1, 2];
      const options = { model: "merton", parameters, years, forward: 1, strike } as const;
      fourierPrices(options).price.forEach((price, i) => {
        near(price, mertonSeries(parameters, years, strike[i]!), 2e-14);
      });
    }
  }
});

type Complex = readonly [number, number];
const plus = (a: Complex, b: Complex): Complex => [a[0] + b[0], a[1] + b[1]];
const times = (a: Complex, b: Complex): Complex => [
  a[0] * b[0] - a[1] * b[1],
  a[0] * b[1] + a[1] * b[0],
];
const scale = (a: Complex, k: number): Complex => [k * a[0], k * a[1]];
const over = (a: Complex, [x, y]: Complex): Complex =>
  scale(times(a, [x, -y]), 1 / (x * x + y * y));
const exp = ([x, y]: Complex): Complex => [Math.exp(x) * Math.cos(y), Math.exp(x) * Math.sin(y)];

/**
 * The exponent of stochastic volatility with correlated jumps by its ordinary differential equations
 * (Duffie, Pan and Singleton 2000, section 2.3) with the classical Runge-Kutta method.
 */
function exponentByEquations(parameters: readonly number[], years: number, u: number): Complex {
  const [v0, kappa, theta, sigma, rho, jumps, mean, deviation, size, slope] =
    parameters as number[] as [number, number, number, number, number, ...number[]] & number[];
  const w: Complex = [0.5, u],
    steps = 1500,
    h = years / steps;
  const transform = (c: Complex, d: Complex): Complex => {
    const top = plus(scale(c, mean!), scale(times(c, c), deviation! ** 2 / 2));
    return over(exp(top), plus([1, 0], scale(plus(d, scale(c, slope!)), -size!)));
  };
  const growth = transform([1, 0], [0, 0])[0] - 1;
  const slopes = (d: Complex): [Complex, Complex] => {
    const pull = plus([-kappa, 0], scale(w, rho * sigma));
    const source = scale(plus(times(w, w), scale(w, -1)), 0.5);
    const jump = plus(transform(w, d), plus([-1, 0], scale(w, -growth)));
    return [
      plus(plus(scale(times(d, d), sigma ** 2 / 2), times(pull, d)), source),
      plus(scale(d, kappa * theta), scale(jump, jumps!)),
    ];
  };
  let d: Complex = [0, 0],
    c: Complex = [0, 0];
  for (let step = 0; step < steps; step++) {
    const [d1, c1] = slopes(d),
      [d2, c2] = slopes(plus(d, scale(d1, h / 2)));
    const [d3, c3] = slopes(plus(d, scale(d2, h / 2))),
      [d4, c4] = slopes(plus(d, scale(d3, h)));
    d = plus(d, scale(plus(plus(d1, d4), scale(plus(d2, d3), 2)), h / 6));
    c = plus(c, scale(plus(plus(c1, c4), scale(plus(c2, c3), 2)), h / 6));
  }
  return plus(c, scale(d, v0));
}

test("the exponents solve their differential equations, without a jump of the logarithm", () => {
  const sets = [
    [0.04, 1.5, 0.04, 0.3, -0.9, 1, -0.1, 0.1, 0.05, -0.4],
    [0.3, 5, 0.4, 3, 0.6, 10, 0.05, 0.02, 0.5, 0.9],
    [0.09, 0.2, 0.09, 1, -0.3, 0.5, -0.3, 0.2, 2, -1.5],
    [0.5, 0, 0, 0.8, 0.95, 30, 0, 0.05, 0.1, 3],
    [0.1, 3, 0.2, 0, 0, 4, 0.1, 0, 0.3, 0],
    // the sets of QuantLib's test-suite/batesmodel.cpp, after 't Hout, Ikonen and Kahl
    [0.04, 1.5, 0.04, 0.3, -0.9, 2, -0.2, 0.1, 0, 0],
    [0.0625, 5, 0.16, 0.9, 0.1, 2, -0.2, 0.1, 0, 0],
    [0.16, 1, 0.16, 2, -0.8, 2, -0.2, 0.1, 0, 0],
    [0.07, 2, 0.04, 0.55, -0.8, 2, -0.2, 0.1, 0, 0],
  ];
  const nodes = [0, 0.3, 1, 4, 12, 30];
  for (const parameters of sets) {
    for (const years of [0.05, 1, 6]) {
      const { real, imaginary } = characteristicExponents({
        ...{ model: "svcj", parameters, years, nodes },
      });
      nodes.forEach((u, i) => {
        const [x, y] = exponentByEquations(parameters, years, u);
        const within = 1e-8 * Math.max(1, Math.hypot(x, y));
        near(real[i]!, x, within);
        near(imaginary[i]!, y, within);
      });
    }
  }
});

const heston = [0.3, 4, 0.4, 2, -0.3];
const strike = [0.2, 0.5, 0.8, 0.95, 1, 1.02, 1.3, 2, 4];
const options = { years: 0.3, forward: 1, strike };
const black = (variance: number) =>
  optionGreeks({ spot: 1, strike, years: 0.3, volatility: Math.sqrt(variance) }, ["price"]).price;

const limits: [string, FourierModelName, number[], Float64Array][] = [
  ["Heston without volatility of variance is Black's", "heston", [0.3, 4, 0.3, 0, 0.5], black(0.3)],
  [
    "Heston with a variance that moves by the clock is Black's of its mean",
    "heston",
    [0.3, 4, 0.5, 0, 0],
    black(0.5 + ((0.3 - 0.5) * -Math.expm1(-1.2)) / 1.2),
  ],
  ["Heston at rest, all speeds 0, is Black's", "heston", [0.3, 0, 0, 0, 0], black(0.3)],
  ["Merton without jumps is Black's", "merton", [0.5, 0, -0.1, 0.2], black(0.25)],
  ["Merton of jumps of nothing is Black's", "merton", [0.5, 9, 0, 0], black(0.25)],
  ["Kou without jumps is Black's", "kou", [0.5, 0, 0.5, 0.1, 0.1], black(0.25)],
  ["variance gamma with an even clock is Black's", "varianceGamma", [0.5, 0, 0], black(0.25)],
  [
    "Bates without jumps is Heston's",
    "bates",
    [...heston, 0, -0.1, 0.2],
    fourierPrices({ model: "heston", parameters: heston, ...options }).price,
  ],
  [
    "correlated jumps that spare the variance are Bates'",
    "svcj",
    [...heston, 5, -0.1, 0.2, 0, 2],
    fourierPrices({ model: "bates", parameters: [...heston, 5, -0.1, 0.2], ...options }).price,
  ],
  [
    "Bates with a variance at rest is Merton's",
    "bates",
    [0.25, 3, 0.25, 0, 0, 5, -0.1, 0.2],
    fourierPrices({ model: "merton", parameters: [0.5, 5, -0.1, 0.2], ...options }).price,
  ],
];
for (const [title, model, parameters, expected] of limits) {
  test(title, () => {
    fourierPrices({ model, parameters, ...options }).price.forEach((price, i) => {
      near(price, expected[i]!, 1e-14);
    });
  });
}

const models: [FourierModelName, number[]][] = [
  ["blackScholes", [0.5]],
  ["heston", heston],
  ["bates", [...heston, 10, -0.05, 0.1]],
  ["svcj", [...heston, 5, -0.05, 0.1, 0.3, -0.4]],
  ["merton", [0.4, 12, -0.02, 0.1]],
  ["kou", [0.4, 12, 0.4, 0.08, 0.1]],
  ["varianceGamma", [0.5, -0.2, 0.1]],
];
for (const [model, parameters] of models) {
  test(`${model}: call less put is the discounted forward less the strike`, () => {
    const both = [1, 2].map(
      (kind) =>
        fourierPrices({
          ...{ model, parameters, years: 0.3, forward: 1.1, discount: 0.9, strike },
          kind: kind as 1 | 2,
        }).price,
    );
    strike.forEach((k, i) => {
      near(both[0]![i]! - both[1]![i]!, 0.9 * (1.1 - k), 1e-15);
    });
  });

  test(`${model}: the spot is a martingale, and calls fall and are convex in the strike`, () => {
    const strikes = Array.from({ length: 400 }, (_, i) => 0.001 + 0.01 * i);
    const { price } = fourierPrices({ model, parameters, years: 0.3, forward: 1, strike: strikes });
    near(price[0]!, 1 - strikes[0]!, 1e-9);
    for (let i = 1; i < 399; i++) {
      const fall = price[i]! - price[i + 1]!;
      assert.ok(fall >= -1e-14 && fall <= 0.01 + 1e-14, `${strikes[i]}`);
      assert.ok(price[i - 1]! + price[i + 1]! - 2 * price[i]! >= -1e-14, `${strikes[i]}`);
    }
  });

  test(`${model}: delta and gamma are differences of prices`, () => {
    const at = (forward: number) =>
      fourierPrices({ model, parameters, years: 0.3, forward, strike, kind: 2, discount: 0.9 });
    const { delta, gamma } = at(1),
      h = 1e-4;
    const [up, down] = [at(1 + h), at(1 - h)];
    strike.forEach((_, i) => {
      near(delta[i]!, (up.price[i]! - down.price[i]!) / (2 * h), 1e-6);
      near(gamma[i]!, (up.delta[i]! - down.delta[i]!) / (2 * h), 1e-5);
    });
  });
}

test("sets of parameters priced together are those priced alone", () => {
  const sets = [1, 1.0001, 0.9].map((factor) => heston.map((value) => value * factor));
  const together = fourierPriceSets({ model: "heston", ...options }, sets);
  sets.forEach((parameters, k) => {
    const { price } = fourierPrices({ model: "heston", parameters, ...options });
    price.forEach((value, i) => {
      near(together[k]![i]!, value, 1e-14);
    });
  });
});

test("a looser tolerance keeps its word", () => {
  for (const [model, parameters] of models) {
    const { price } = fourierPrices({ model, parameters, ...options });
    const loose = fourierPrices({ model, parameters, ...options, tolerance: 1e-9 });
    price.forEach((value, i) => {
      near(loose.price[i]!, value, 1e-9);
    });
  }
});

test("without variance or time an option is worth what it pays", () => {
  const still = fourierPrices({ model: "heston", parameters: [0, 0, 0, 0, 0], ...options });
  const over = fourierPrices({ model: "heston", parameters: heston, ...options, years: 0 });
  assert.equal(
    still.price,
    Float64Array.from(strike, (k) => Math.max(1 - k, 0)),
  );
  assert.equal(over.price, still.price);
});

test("an integral that does not converge says so", () => {
  const parameters = [0, 5, -0.1, 0];
  const { error } = fourierPrices({
    ...{ model: "merton", parameters, years: 1, forward: 1, strike: [1] },
  });
  assert.ok(error > 1e-8, `${error}`);
});

/** Lewis' integral without Black's, by the trapezoidal rule, for functions that decay as a power. */
function plainCall(parameters: readonly number[], years: number, strike: number): number {
  const step = 0.02,
    nodes = Float64Array.from({ length: 200_000 }, (_, i) => (i + 0.5) * step);
  const { real, imaginary } = characteristicExponents({
    ...{ model: "varianceGamma", parameters, years, nodes },
  });
  const x = -Math.log(strike);
  const sum = nodes.reduce((total, u, i) => {
    const wave = Math.exp(real[i]!) * Math.cos(imaginary[i]! + u * x);
    return total + (step * wave) / (u * u + 0.25);
  }, 0);
  return 1 - (Math.sqrt(strike) / Math.PI) * sum;
}

test("variance gamma priced by a slow clock agrees with the integral over its function", () => {
  const strike = [0.5, 0.9, 1, 1.02, 1.1, 2];
  for (const parameters of [
    [0.5, -0.2, 0.2],
    [0.2, 0.3, 0.4],
  ]) {
    const years = 1.5 * parameters[2]!;
    const { price } = fourierPrices({
      ...{ model: "varianceGamma", parameters, years, forward: 1, strike },
    });
    price.forEach((value, i) => {
      near(value, plainCall(parameters, years, strike[i]!), 1e-11);
    });
  }
});

test("variance gamma has one price on both sides of the choice between clock and integral", () => {
  const parameters = [0.5, -0.2, 0.05];
  const at = (years: number) =>
    fourierPrices({ model: "varianceGamma", parameters, years, forward: 1, strike });
  const [below, above] = [at(0.2 - 1e-12), at(0.2 + 1e-12)];
  for (const column of ["price", "delta", "gamma"] as const) {
    strike.forEach((_, i) => {
      near(below[column][i]!, above[column][i]!, 1e-10);
    });
  }
});

test("variance gamma minutes before expiry is still a price", () => {
  const years = 1e-6,
    parameters = [0.5, -0.2, 0.3];
  const { price, error } = fourierPrices({
    ...{ model: "varianceGamma", parameters, years, forward: 1, strike },
  });
  assert.is(error, 0);
  price.forEach((value, i) => {
    const paid = Math.max(1 - strike[i]!, 0);
    assert.ok(value >= paid && value < paid + 1e-5, `${value}`);
  });
});

test("no options give empty columns", () => {
  const { price } = fourierPrices({ model: "heston", parameters: heston, ...options, strike: [] });
  assert.is(price.length, 0);
});

test("what is wrong is said", () => {
  const of = (wrong: object) => () =>
    fourierPrices({ model: "heston", parameters: heston, ...options, ...wrong } as never);
  assert.throws(of({ model: "sabr" }), /^unknown model: sabr, known are blackScholes, heston, /);
  assert.throws(of({ parameters: [1, 2] }), /^parameters of heston has 2 values, expected 5$/);
  assert.throws(of({ kind: 3 }), /^kind must be 1 for a call or 2 for a put, got 3$/);
  assert.throws(of({ kind: [1, 2] }), /^kind has 2 values, expected 9$/);
});

test.run();
