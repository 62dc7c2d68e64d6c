import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  book,
  call,
  deltaHedge,
  future,
  long,
  merton,
  proportionalCosts,
  short,
  study,
} from "../../../src/index.ts";
import { within } from "../../sample.ts";

const test = suite("futures in a book");
const FREE = proportionalCosts({ rate: 0 });
const MARKET = { spot: 100, volatility: 0.6, rate: 0.05 };

test("a future unhedged has the deviation of its spot, hedged none at all", async () => {
  const result = await study({
    ...{ book: book(long(2, future({ days: 30 }))), market: MARKET, costs: FREE },
    ...{ strategies: { daily: deltaHedge() }, paths: 20_000, seed: 4 },
  });
  const years = 30 / 365,
    exact = 2 * 100 * Math.sqrt(Math.exp(0.6 ** 2 * years) - 1);
  const { standardDeviation: spread, mean: level } = result.unhedged;
  within(spread.value, exact, spread.standardError);
  within(level.value, 0, level.standardError);
  const { standardDeviation, mean } = result.strategies.daily!;
  assert.ok(standardDeviation.value < 1e-12, `${standardDeviation.value}`);
  assert.ok(Math.abs(mean.value) < 1e-12, `${mean.value}`);
});

test("hedges by the sum and by a table hold a future's unit until it expires, none after", async () => {
  const model = merton({ volatility: 0.5, jumpsPerYear: 10, jumpMean: -0.02, jumpDeviation: 0.05 }),
    option = short(1, call({ strike: 100, days: 10 }));
  const held = async (positions: Parameters<typeof book>) => {
    const result = await study({
      ...{ book: book(...positions), market: MARKET, model, costs: FREE, paths: 256, seed: 2 },
      strategies: { sum: deltaHedge(), table: deltaHedge({ delta: "model" }) },
    });
    return result.example.held;
  };
  const alone = await held([option]),
    both = await held([option, long(3, future({ days: 4 }))]);
  for (const name of ["sum", "table"]) {
    assert.is(both[name]!.length, 10);
    both[name]!.forEach((units, day) => {
      const wanted = alone[name]![day]! - (day < 4 ? 3 : 0);
      assert.ok(Math.abs(units - wanted) < 1e-12, `${name}, day ${day}: ${units}`);
    });
  }
});

test("a future with a term out of range is named", () => {
  assert.throws(() => future({ days: 0 }), /^days must be positive, got 0$/);
  const odd = { type: "swap", days: 3 } as unknown as ReturnType<typeof future>;
  assert.throws(() => long(1, odd), /unknown contract: swap, known are call, put/);
});

test.run();
