// What a measure of risk promises (Artzner et al., 1999), and which rulebook keeps it.
import * as fc from "fast-check";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { MarginAccountInput, MarginPositionInput } from "../../../src/margin/account.ts";
import type { MarginResult } from "../../../src/margin/rulebook.ts";
import { rulebooks } from "../../../src/margin/rulebooks.ts";
import { near } from "./reference.ts";
import { holding, option, positions, sampleMarket } from "./sample-book.ts";

const test = suite("axioms");
const RUNS = { seed: 20_261_122, numRuns: 40 };
const books = {
  deriveV1: rulebooks.deriveV1({ underlying: "BTC" }),
  deriveV2: rulebooks.deriveV2(),
  deriveStandard: rulebooks.deriveStandard(),
  paradexPortfolio: rulebooks.paradexPortfolio(),
  paradexCross: rulebooks.paradexCross(),
};
/** Those that net without limit. */
const coherent = ["deriveV1", "deriveV2", "paradexPortfolio", "paradexCross"] as const;
type Name = keyof typeof books;

function ask(name: Name, account: MarginAccountInput): MarginResult {
  return books[name].margin(account, sampleMarket);
}

function same(a: MarginResult, b: MarginResult, factor = 1): void {
  for (const kind of ["equity", "initial", "maintenance"] as const) {
    const scale = Math.max(1, Math.abs(b[kind]));
    near(a[kind] / scale, (b[kind] * factor) / scale, 1e-9, kind);
  }
}

for (const name of Object.keys(books) as Name[]) {
  test(`${name}: cash adds one for one to equity and asks for nothing`, () => {
    fc.assert(
      fc.property(positions, fc.integer({ min: -100_000, max: 100_000 }), (of, cash) => {
        const with_ = ask(name, holding(of, cash)),
          without = ask(name, holding(of));
        near(with_.equity - without.equity, cash, 1e-9);
        assert.is(with_.initial, without.initial);
        assert.is(with_.maintenance, without.maintenance);
      }),
      RUNS,
    );
  });

  test(`${name}: ten times a book needs ten times its margin`, () => {
    fc.assert(
      fc.property(positions, (of) => {
        const tenfold = of.map((row) => ({ ...row, quantity: row.quantity * 10 }));
        same(ask(name, holding(tenfold)), ask(name, holding(of)), 10);
      }),
      RUNS,
    );
  });

  test(`${name}: neither the order of positions nor their splitting changes anything`, () => {
    fc.assert(
      fc.property(positions, (of) => {
        const whole = ask(name, holding(of)),
          split = of.flatMap((row) => [
            { ...row, quantity: row.quantity * 0.25 },
            { ...row, quantity: row.quantity * 0.75 },
          ]);
        same(ask(name, holding([...of].reverse())), whole);
        same(ask(name, holding(split.reverse())), whole);
      }),
      RUNS,
    );
  });

  test(`${name}: contributions and charges add up to the requirement`, () => {
    fc.assert(
      fc.property(positions, (of) => {
        const { initial, maintenance, charges, contributions } = ask(name, holding(of));
        for (const parts of [Object.values(charges), contributions]) {
          near(
            parts.reduce((sum, part) => sum + part.initial, 0),
            initial,
            1e-9,
          );
          near(
            parts.reduce((sum, part) => sum + part.maintenance, 0),
            maintenance,
            1e-9,
          );
        }
      }),
      RUNS,
    );
  });

  test(`${name}: both sides of one contract need no margin`, () => {
    fc.assert(
      fc.property(positions, (of) => {
        const closed = of.map((row) => ({ ...row, quantity: -row.quantity }));
        const { initial, equity } = ask(name, holding([...of, ...closed]));
        near(initial / 1e5, 0, 1e-9);
        near(equity / 1e5, 0, 1e-9);
      }),
      RUNS,
    );
  });
}

for (const name of coherent) {
  test(`${name}: two books as one never need more than apart`, () => {
    fc.assert(
      fc.property(positions, positions, (a, b) => {
        const whole = ask(name, holding([...a, ...b]));
        for (const kind of ["initial", "maintenance"] as const) {
          const apart = ask(name, holding(a))[kind] + ask(name, holding(b))[kind];
          assert.ok(whole[kind] <= apart + 1e-9 * (1 + Math.abs(apart)), `${kind} ${whole[kind]}`);
        }
      }),
      RUNS,
    );
  });
}

test("deriveStandard: two books as one can need more than apart", () => {
  // a far call is cheapest by itself, a spread by its worst payoff; an expiry must choose one way
  const far: MarginPositionInput[] = [option("call", 160_000, 7, -1)],
    spread = [option("call", 80_000, 7, -1), option("call", 100_000, 7, 1)];
  const apart =
    ask("deriveStandard", holding(far)).initial + ask("deriveStandard", holding(spread)).initial;
  const whole = ask("deriveStandard", holding([...far, ...spread])).initial;
  assert.ok(whole > apart + 10_000, `${whole} against ${apart}`);
});

test.run();
