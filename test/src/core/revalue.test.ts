import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type BookColumns, optionGreeks, revalue, type Scenario } from "../../../src/core/index.ts";
import { near } from "../../sample.ts";

const test = suite("revalue");

/** A multiplicative congruential generator (Park and Miller 1988): uniforms in (0, 1). */
function uniforms(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

const COUNT = 301;
const next = uniforms(7);
const column = (low: number, high: number) =>
  Float64Array.from({ length: COUNT }, () => low + (high - low) * next());
const book = {
  kind: Array.from({ length: COUNT }, (_, i) => 1 + (i % 2)),
  quantity: column(-5, 5),
  spot: 100,
  strike: column(40, 250),
  years: column(0, 2),
  volatility: column(0.1, 1.5),
  rate: 0.03,
  yield: 0.01,
  group: Array.from({ length: COUNT }, (_, i) => (i * i) % 7),
};
const scenarios: Scenario[] = [
  {},
  { move: -0.3 },
  { move: 0.4, factor: 1.5 },
  { move: -0.3, factor: 1.5, shift: 0.1, skew: -0.2, least: 0.4 },
  { factor: 0.2, elapsed: 0.4 },
  { move: 4, elapsed: 5 },
  { move: 0.1 },
];

/** The same by `optionGreeks`, position by position. */
function expected({ move = 0, factor = 1, shift = 0, skew = 0, least = 0, elapsed = 0 }: Scenario) {
  const years = book.years.map((t) => Math.max(t - (elapsed as number), 0));
  const volatility = book.volatility.map((v, i) => {
    const forward = book.spot * Math.exp((book.rate - book.yield) * years[i]!);
    const tilt = (skew as number) * Math.log(book.strike[i]! / forward);
    return Math.max(v * (factor as number) + (shift as number) + tilt, least as number);
  });
  const spot = book.spot * (1 + (move as number));
  const { price } = optionGreeks({ ...book, spot, years, volatility }, ["price"]);
  return price.map((value, i) => value * book.quantity[i]!);
}

test("every position's value agrees with optionGreeks under every scenario", () => {
  const { matrix } = revalue({ ...book, scenarios, matrix: true });
  assert.is(matrix.length, scenarios.length);
  scenarios.forEach((scenario, s) => {
    expected(scenario).forEach((value, i) => {
      assert.ok(Math.abs(matrix[s]![i]! - value) < 5e-12, `${s} ${i}: ${matrix[s]![i]} ${value}`);
    });
  });
});

test("groups add up to the book, and positions to groups", () => {
  const { values, groups, matrix } = revalue({ ...book, scenarios, matrix: true });
  assert.is(groups.length, 5);
  scenarios.forEach((scenario, s) => {
    near(
      values[s]!,
      expected(scenario).reduce((sum, value) => sum + value, 0),
      1e-11,
    );
    near(
      values[s]!,
      groups.reduce((sum, group) => sum + group[s]!, 0),
      1e-12,
    );
    groups.forEach((group, g) => {
      const members = matrix[s]!.filter((_, i) => book.group[i] === g);
      near(
        group[s]!,
        members.reduce((sum, value) => sum + value, 0),
        1e-12,
      );
    });
  });
});

test("the matrix changes no bit of the totals", () => {
  assert.equal(
    revalue({ ...book, scenarios, matrix: true }).groups,
    revalue({ ...book, scenarios }).groups,
  );
});

test("an inverse group is valued in coin at the moved price", () => {
  const coin = [100, 0, 0, 0, 100],
    quote = revalue({ ...book, scenarios, matrix: true }),
    mixed = revalue({ ...book, scenarios, coin, matrix: true });
  scenarios.forEach(({ move = 0 }, s) => {
    const spot = 100 * (1 + (move as number));
    near(mixed.groups[0]![s]! * spot, quote.groups[0]![s]!);
    assert.is(mixed.groups[1]![s], quote.groups[1]![s]);
    assert.is(mixed.values[s], quote.values[s]);
    const i = book.group.indexOf(4);
    near(mixed.matrix[s]![i]! * spot, quote.matrix[s]![i]!);
  });
});

test("groups take moves and shocks of their own", () => {
  const two = { ...book, group: book.group.map((g) => (g === 0 ? 0 : 1)) };
  const [first, second] = [
    { move: 0.2, factor: 1.1 },
    { move: -0.1, factor: 0.9, elapsed: 0.1 },
  ];
  const apart = revalue({ ...two, scenarios: [first!, second!] });
  const together = revalue({
    ...two,
    scenarios: [{ move: [0.2, -0.1], factor: [1.1, 0.9], elapsed: [0, 0.1] }],
  });
  assert.is(together.groups[0]![0], apart.groups[0]![0]);
  assert.is(together.groups[1]![0], apart.groups[1]![1]);
});

test("a scenario may bring volatilities of its own", () => {
  const volatility = book.volatility.map((v, i) => v * (1 + (i % 3) / 10));
  const { values } = revalue({ ...book, scenarios: [{ move: 0.1 }, { move: 0.1, volatility }] });
  assert.is(values[1], revalue({ ...book, volatility, scenarios: [{ move: 0.1 }] }).values[0]);
});

const one = (position: Partial<BookColumns>, scenario: Scenario) =>
  revalue({
    ...{ spot: 100, strike: 100, years: 0.5, volatility: 0.6 },
    ...position,
    scenarios: [scenario],
  }).values[0]!;

test("at expiry and without volatility a value is the intrinsic one", () => {
  for (const [kind, sign] of [
    [1, 1],
    [2, -1],
  ] as const) {
    for (const move of [-0.99, -0.3, -1e-9, 0, 1e-9, 0.25, 30]) {
      for (const strike of [1, 99.999999, 100, 100.000001, 3000]) {
        const paid = Math.max(sign * (100 * (1 + move) - strike), 0);
        near(one({ kind, strike, years: 0 }, { move }), paid, 1e-14);
        near(one({ kind, strike }, { move, elapsed: 0.5 }), paid, 1e-14);
        near(one({ kind, strike, volatility: 0 }, { move }), paid, 1e-14);
        near(one({ kind, strike }, { move, factor: 0 }), paid, 1e-14);
      }
    }
  }
});

test("deep strikes are worth nothing or a forward", () => {
  assert.is(one({ strike: 1e9, years: 0.1 }, { move: 1 }), 0);
  near(one({ strike: 1e-6 }, { move: -0.5 }), 50 - 1e-6, 1e-14);
  assert.is(one({ kind: 2, strike: 1e-6 }, {}), 0);
});

test("forwards and spot are linear, whatever happens to volatility", () => {
  const shocks = { move: -0.2, factor: 3, skew: 1, shift: 0.5 };
  near(one({ kind: 3, strike: 90, years: 0, quantity: -2 }, shocks), -2 * (80 - 90));
  near(one({ kind: 3, strike: 0, years: 0, volatility: Number.NaN }, shocks), 80);
  const carried = 100 * 0.8 * Math.exp(-0.01) - 90 * Math.exp(-0.02);
  near(one({ kind: 3, strike: 90, years: 0.5, rate: 0.04, yield: 0.02 }, shocks), carried);
});

test("an inverse perpetual earns q m / (1 + m) coins", () => {
  const { groups } = revalue({
    ...{ kind: 3, quantity: 0.3, spot: 2e4, strike: 2e4, years: 0, volatility: 0 },
    coin: [2e4],
    scenarios: [{ move: 0.25 }, { move: -0.5 }],
  });
  near(groups[0]![0]!, (0.3 * 0.25) / 1.25);
  near(groups[0]![1]!, (0.3 * -0.5) / 0.5);
});

test("a NaN stays in its group", () => {
  const spot = [100, Number.NaN, 100],
    { groups, values } = revalue({
      ...{ spot, strike: 100, years: 1, volatility: 0.5, group: [0, 1, 2] },
      scenarios: [{}],
    });
  assert.ok(Number.isNaN(groups[1]![0]) && Number.isNaN(values[0]));
  assert.ok(groups[0]![0]! > 0 && groups[2]![0]! > 0);
});

test("bad input is named", () => {
  const plain = { spot: 100, strike: 100, years: 1, volatility: 0.5 };
  const fails = (options: object, message: string) =>
    assert.throws(
      () => revalue({ ...plain, scenarios: [{}], ...options }),
      (error: Error) => error.message === message,
    );
  fails({ scenarios: [{ move: -1 }] }, "move must be above -1, got -1");
  fails({ scenarios: [{ factor: Number.NaN }] }, "factor must be finite, got NaN");
  fails({ scenarios: [{ move: [0, 0] }] }, "move has 2 values, expected 1");
  fails({ kind: 4 }, "kind must be 1 for a call, 2 for a put or 3 for a forward, got 4");
  fails({ group: -1 }, "group must be a whole number from 0 to 65535, got -1");
  fails({ coin: [1, 2] }, "coin has 2 values, expected 1");
  fails({ spot: [1, 2], strike: [1, 2, 3] }, "strike has 3 values, expected 2");
  fails({ spot: undefined }, "spot must be a number or an array of numbers, got nothing");
  fails({ scenarios: [{ volatility: [1, 2] }] }, "volatility has 2 values, expected 1");
});

test.run();
