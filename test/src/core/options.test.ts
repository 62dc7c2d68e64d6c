import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type Greek, impliedVolatilities, optionGreeks } from "../../../src/core/options.ts";

const test = suite("options");
const plain = { spot: 100, strike: 100, years: 0.5, volatility: 0.3, rate: 0.02, yield: 0.01 };
const all: readonly Greek[] = [
  ...(["price", "delta", "gamma", "vega", "theta"] as const),
  ...(["rho", "vanna", "volga", "charm"] as const),
];

test("a call agrees with Hull, example 15.6", () => {
  const hull = { spot: 42, strike: 40, years: 0.5, volatility: 0.2, rate: 0.1 };
  const { price } = optionGreeks({ ...hull, kind: [1, 2] }, ["price"]);
  assert.is(price[0]!.toFixed(2), "4.76");
  assert.is(price[1]!.toFixed(2), "0.81");
});

test("only the Greeks asked for are answered, in columns", () => {
  const strike = [80, 100, 120];
  const { vega, price, ...others } = optionGreeks({ ...plain, strike }, ["vega", "price"]);
  assert.equal(others, {});
  assert.is(price.length, 3);
  assert.is(vega.length, 3);
  assert.ok(price[0]! > price[1]! && price[1]! > price[2]!);
});

test("one number for all is as good as a column of it", () => {
  const count = 5,
    strike = [80, 90, 100, 110, 120];
  const columns = Object.fromEntries(
    Object.entries({ ...plain, kind: 2 }).map(([name, value]) => [name, Array(count).fill(value)]),
  ) as unknown as Record<keyof typeof plain, number[]>;
  assert.equal(
    optionGreeks({ ...columns, strike }, all),
    optionGreeks({ ...plain, kind: 2, strike }, all),
  );
});

test("more options than fit in one call of the core give the same columns", () => {
  const count = 65_536 + 301;
  const strike = Float64Array.from({ length: count }, (_, i) => 50 + (i % 100));
  const kind = Array.from({ length: count }, (_, i) => 1 + (i & 1));
  const whole = optionGreeks({ ...plain, strike, kind }, all);
  const last = { strike: strike.subarray(65_530), kind: kind.slice(65_530) };
  const part = optionGreeks({ ...plain, ...last }, all);
  for (const name of all) assert.equal(whole[name].slice(65_530), part[name], name);
});

test("prices imply the volatilities they were made with", () => {
  const strike = [60, 80, 100, 120, 160];
  const kind = strike.map((strike) => (strike < 100 ? 2 : 1));
  const { price } = optionGreeks({ ...plain, strike, kind }, ["price"]);
  for (const volatility of impliedVolatilities({ ...plain, strike, kind, price })) {
    assert.ok(Math.abs(volatility - plain.volatility) < 1e-13, `${volatility}`);
  }
});

test("all numbers make columns of one row", () => {
  assert.is(optionGreeks(plain, ["delta"]).delta.length, 1);
  assert.is(impliedVolatilities({ ...plain, price: 8 }).length, 1);
});

test("no options give empty columns", () => {
  assert.equal(optionGreeks({ ...plain, strike: [] }, ["price"]), { price: new Float64Array() });
});

test("a bad number makes its own row NaN", () => {
  const { price } = optionGreeks({ ...plain, strike: [100, Number.NaN, -1, 100] }, ["price"]);
  assert.equal([...price].map(Number.isNaN), [false, true, true, false]);
});

const errors: [Parameters<typeof optionGreeks>[0], RegExp][] = [
  [{ ...plain, spot: [1, 2, 3, 4, 5], strike: [1, 2, 3] }, /^strike has 3 values, expected 5$/],
  [{ ...plain, kind: 3 }, /^kind must be 1 for a call or 2 for a put, got 3$/],
  [{ ...plain, kind: [1, 1.5], strike: [1, 2] }, /^kind must be .*, got 1.5$/],
];
for (const [options, message] of errors) {
  test(`${message.source.slice(1, -1)} is a RangeError`, () => {
    assert.throws(
      () => optionGreeks(options, ["price"]),
      (error: Error) => error instanceof RangeError && message.test(error.message),
    );
  });
}

test("an input that is missing is a TypeError", () => {
  const { years: _, ...rest } = plain;
  assert.throws(
    () => optionGreeks(rest as typeof plain, ["price"]),
    (error: Error) =>
      error instanceof TypeError &&
      error.message === "years must be a number or an array of numbers, got nothing",
  );
});

test("an unknown Greek is named with those known", () => {
  assert.throws(
    () => optionGreeks(plain, ["speed" as Greek]),
    /^unknown Greek: speed, known are price, delta, .*charm$/,
  );
});

test.run();
