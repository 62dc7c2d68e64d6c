import { suite } from "uvu";
import * as assert from "uvu/assert";
import { deltaMargin } from "../../../src/margin/delta-margin.ts";
import { near } from "../../sample.ts";

const test = suite("deltaMargin");
const market = {
  underlyings: {
    BTC: {
      spot: { price: 70_000 },
      perpetual: { price: 70_000 },
      expiries: [
        { days: 30, forward: 70_000, volatilities: [{ strike: 70_000, volatility: 0.6 }] },
      ],
    },
  },
};
const perpetual = (quantity: number) => ({
  quantity,
  contract: { type: "perpetual", underlying: "BTC" } as const,
});
const future = (quantity: number) => ({
  quantity,
  contract: { type: "future", underlying: "BTC", days: 30 } as const,
});

test("a net delta of -0.5 in a gross of 2.5 needs 1,400, the example of Paradex's documents", () => {
  const { initial, maintenance } = deltaMargin().margin(
    { positions: [perpetual(1), future(-1.5)] },
    market,
  );
  near(initial, (0.02 * 0.5 + 0.01 * 1) * 70_000);
  near(initial, 1400);
  near(maintenance, 700);
});

test("the same contract nets before anything is set off", () => {
  near(deltaMargin().margin({ positions: [perpetual(3), perpetual(-2)] }, market).initial, 1400);
});

test("an option counts by its delta", () => {
  const call = { type: "call", underlying: "BTC", days: 30, strike: 70_000 } as const;
  const { initial, contributions } = deltaMargin().margin(
    { positions: [{ quantity: 2, contract: call }] },
    market,
  );
  // N(volatility sqrt(years) / 2) at the money
  const x = 0.3 * Math.sqrt(30 / 365),
    delta = 0.5 + 0.3989422804014327 * (x - x ** 3 / 6 + x ** 5 / 40 - x ** 7 / 336);
  near(initial, 0.02 * 2 * delta * 70_000, 1e-10);
  assert.is(contributions.length, 1);
});

test("counter-example: options blind it, for a straddle without delta needs almost nothing", () => {
  const of = (type: "call" | "put") => ({
    quantity: -1,
    contract: { type, underlying: "BTC", days: 30, strike: 70_000 } as const,
  });
  const { charges } = deltaMargin({ hedged: 0 }).margin(
    { positions: [of("call"), of("put")] },
    market,
  );
  assert.ok(charges.net!.initial < 0.002 * 70_000);
});

test("bad books are named", () => {
  assert.throws(
    () =>
      deltaMargin().margin(
        {
          positions: [
            {
              quantity: 1,
              contract: { type: "perpetual", underlying: "BTC", settlement: "inverse" },
            },
          ],
        },
        market,
      ),
    /^settlement of the perpetual must be linear, got inverse$/,
  );
});

test.run();
