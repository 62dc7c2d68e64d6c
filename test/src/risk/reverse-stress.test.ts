import { suite } from "uvu";
import * as assert from "uvu/assert";
import { call, put } from "../../../src/portfolio/contracts.ts";
import { findRoot } from "../../../src/pricing/find-root.ts";
import { findDesignPoint } from "../../../src/risk/design-point.ts";
import { portfolio } from "../../../src/risk/portfolio.ts";
import { reverseStress } from "../../../src/risk/reverse-stress.ts";
import { near } from "../../sample.ts";
import { BOOK, FACTORS, MARKET } from "./book.ts";

const test = suite("reverse stress");

/** Unit vectors both ways of the coordinates, and a few askew. */
function directions(size: number): number[][] {
  return Array.from({ length: 8 * size }, (_, i) => {
    const vector = Array.from({ length: size }, (__, j) => Math.cos(1 + 7 * i * (j + 1)));
    const length = Math.hypot(...vector);
    return vector.map((x) => x / length);
  });
}

test("a linear book loses so much nearest along its gradient", () => {
  const b = [3, -1, 2];
  const [found, ...others] = findDesignPoint({
    field: (points) => points.map((z) => z.reduce((sum, x, j) => sum + b[j]! * x, 0)),
    directions: directions(3),
    loss: 10,
    reach: 20,
  });
  near(found!.distance, 10 / Math.hypot(...b), 1e-10);
  for (const [j, x] of found!.point.entries()) near(x, (10 * b[j]!) / 14, 1e-6);
  assert.is(others.length, 0);
});

test("a quadratic book does so where the secular equation says", () => {
  const [b, l] = [
    [1, 0.5, -0.3],
    [0.2, -0.4, 0.6],
  ] as const;
  const at = (z: readonly number[]) => z.reduce((sum, x, j) => sum + x * (b[j]! + l[j]! * x), 0);
  // stationary points: z = mu b / (2 (1 - mu l)) for multipliers below 1 / greatest l
  const point = (mu: number) => b.map((x, j) => (mu * x) / (2 * (1 - mu * l[j]!)));
  const mu = findRoot((x) => at(point(x)) - 6, 0, 1 / 0.6 - 1e-9);
  const [found] = findDesignPoint({
    field: (points) => points.map(at),
    directions: directions(3),
    loss: 6,
    reach: 20,
  });
  near(found!.distance, Math.hypot(...point(mu)), 1e-9);
  near(found!.value, 6, 1e-9);
});

test("a coin loses so much at the move that does, as many deviations off", () => {
  const factors = { factors: [{ underlying: "BTC", of: "spot" as const, deviation: 0.6 }] };
  const result = reverseStress({
    portfolio: portfolio({ BTC: [{ quantity: 3, contract: { type: "spot" } }] }),
    market: MARKET,
    factors,
    loss: 30,
  });
  near(result.moves[0]!.move, -0.1, 1e-12);
  near(result.distance, -Math.log(0.9) / (0.6 / Math.sqrt(365)), 1e-10);
  near(result.moves[0]!.deviations, -result.distance, 1e-10);
});

test("the correlated factor goes along by its beta", () => {
  const result = reverseStress({
    portfolio: portfolio({ BTC: [{ quantity: 1, contract: { type: "perpetual" } }] }),
    market: MARKET,
    factors: {
      factors: [
        { underlying: "BTC", of: "spot", deviation: 0.6 },
        { underlying: "ETH", of: "spot", deviation: 0.9 },
      ],
      correlations: [
        [1, 0.5],
        [0.5, 1],
      ],
    },
    loss: 10,
  });
  near(result.moves[1]!.deviations, 0.5 * result.moves[0]!.deviations, 1e-5);
});

test("a short straddle has a way to lose on either side", () => {
  const terms = { strike: 100, days: 30 };
  const result = reverseStress({
    portfolio: portfolio({
      BTC: [
        { quantity: -1, contract: call(terms) },
        { quantity: -1, contract: put(terms) },
      ],
    }),
    market: MARKET,
    factors: { factors: [{ underlying: "BTC", of: "spot", deviation: 0.6 }] },
    loss: 5,
  });
  assert.is(result.others.length, 1);
  assert.ok(result.moves[0]!.move * result.others[0]!.moves[0]!.move < 0);
  assert.ok(result.others[0]!.distance >= result.distance);
});

for (const pricing of ["exact", "deltaGamma"] as const) {
  test(`no point of a fine search on a book of two coins is nearer, ${pricing}`, () => {
    const ask = { portfolio: BOOK, market: MARKET, factors: FACTORS, loss: 40, pricing };
    const result = reverseStress(ask);
    near(result.loss, 40, 1e-8);
    // other directions to begin with lead to no better point
    for (const seed of [2, 3, 4])
      near(reverseStress({ ...ask, seed }).distance, result.distance, 1e-7);
    assert.ok(result.distance > 2 && result.distance < 6);
  });
}

test("a loss that nothing within reach brings about is an error", () => {
  const book = portfolio({ BTC: [{ quantity: 1, contract: call({ strike: 100, days: 30 }) }] });
  assert.throws(
    () => reverseStress({ portfolio: book, market: MARKET, factors: FACTORS, loss: 1000 }),
    /^loss must be reached within 12 deviations, got 1000$/,
  );
});

test.run();
