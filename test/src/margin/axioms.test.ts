// What a measure of risk promises (Artzner et al., 1999), and which rulebook keeps it.
import * as fc from "fast-check";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import type { MarginAccountInput, MarginPositionInput } from "../../../src/margin/account.ts";
import type { MarginMarketInput } from "../../../src/margin/market.ts";
import type { MarginResult, Rulebook } from "../../../src/margin/rulebook.ts";
import { rulebooks } from "../../../src/margin/rulebooks.ts";
import { near } from "./reference.ts";
import { DAYS, holding, option, perpetual, positions, sampleMarket } from "./sample-book.ts";

const test = suite("axioms");
const RUNS = { seed: 20_261_122, numRuns: 20 };

/** A rulebook, random books that it takes, and what it promises. */
interface Case {
  readonly rulebook: Rulebook;
  readonly books: fc.Arbitrary<MarginPositionInput[]>;
  /** A book ten times as large needs ten times as much. */
  readonly scales: boolean;
  /** Two books as one never need more than apart. */
  readonly nets: boolean;
  /** Relative; 1e-9 unless given. */
  readonly rounding?: number;
}

const coin = (rows: fc.Arbitrary<MarginPositionInput[]>) => rows.map(inCoin);
const swapped = (type: "future" | "spot") =>
  positions.map((of) =>
    of.map((row): MarginPositionInput => {
      if (row.contract.type !== "perpetual") return row;
      const contract = { type, underlying: "BTC", ...(type === "future" && { days: DAYS[1] }) };
      return { ...row, contract: contract as MarginPositionInput["contract"] };
    }),
  );
const perpetuals = fc.array(
  fc.tuple(fc.constantFrom("BTC", "ETH"), fc.integer({ min: -50, max: 50 })).map(
    ([underlying, q]): MarginPositionInput => ({
      quantity: q === 0 ? 0.5 : q / 10,
      contract: { type: "perpetual", underlying },
    }),
  ),
  { minLength: 1, maxLength: 6 },
);
const market: MarginMarketInput = {
  ...sampleMarket,
  underlyings: {
    ...sampleMarket.underlyings,
    ETH: { spot: { price: 3000 }, perpetual: { price: 2990 }, openInterest: 4e7 },
  },
};
const terms = (sizeFactor: number) => ({ initial: 0.1, maintenance: 0.05, sizeFactor });
const drifting = (sizeFactor: number) =>
  rulebooks.drift({ perpetuals: { BTC: terms(sizeFactor), ETH: terms(sizeFactor) } });
const bracket = (above: number, rate: number, deduction: number) => ({ above, rate, deduction });
const product = {
  ...{ priceScan: 9000, volatilityScan: { unit: "points", size: 0.1 } as const },
  ...{ intermonth: 400, shortOptionMinimum: 250 },
};
const whole = { scales: true, nets: true };

const CASES: Record<string, Case> = {
  deriveV1: { rulebook: rulebooks.deriveV1({ underlying: "BTC" }), books: positions, ...whole },
  deriveV2: { rulebook: rulebooks.deriveV2(), books: positions, ...whole },
  deriveStandard: {
    ...{ rulebook: rulebooks.deriveStandard(), books: positions, scales: true, nets: false },
  },
  paradexPortfolio: { rulebook: rulebooks.paradexPortfolio(), books: positions, ...whole },
  paradexCross: { rulebook: rulebooks.paradexCross(), books: positions, ...whole },
  deltaMargin: { rulebook: rulebooks.deltaMargin(), books: positions, ...whole },
  "deribitPortfolio, linear": {
    rulebook: rulebooks.deribitPortfolio({ settlement: "linear" }),
    ...{ books: positions, scales: false, nets: false },
  },
  deribitPortfolio: {
    ...{ rulebook: rulebooks.deribitPortfolio(), books: coin(positions) },
    ...{ scales: false, nets: false },
  },
  "deribitPortfolio without dollar amounts": {
    rulebook: rulebooks.deribitPortfolio({
      extended: { dampener: 0 },
      delta: { perCoin: 0 },
    }),
    ...{ books: coin(positions), ...whole },
  },
  deribitStandard: {
    ...{ rulebook: rulebooks.deribitStandard(), books: coin(positions) },
    ...{ scales: false, nets: false },
  },
  "deribitStandard without a charge for size": {
    rulebook: rulebooks.deribitStandard({ future: { perCoin: 0 } }),
    ...{ books: coin(positions), ...whole },
  },
  okxPortfolio: { rulebook: rulebooks.okxPortfolio(), books: positions, ...whole },
  "okxPortfolio with a tiered minimum": {
    rulebook: rulebooks.okxPortfolio({ minimum: { linear: 0.01, shortOption: 0.01 } }),
    ...{ books: positions, scales: false, nets: false },
  },
  span: {
    rulebook: rulebooks.span({ products: { BTC: product } }),
    ...{ books: swapped("future"), ...whole },
  },
  strategyMargin: { rulebook: rulebooks.strategyMargin(), books: swapped("spot"), ...whole },
  tims: { rulebook: rulebooks.tims(), books: swapped("spot"), ...whole },
  // in whole quantums, rounded up
  dydx: { rulebook: rulebooks.dydx(), books: perpetuals, ...whole, rounding: 1e-7 },
  binanceUnified: { rulebook: rulebooks.binanceUnified(), books: perpetuals, ...whole },
  "binanceUnified with brackets": {
    rulebook: rulebooks.binanceUnified({
      brackets: [bracket(0, 0.004, 0), bracket(150_000, 0.01, 900)],
    } as never),
    ...{ books: perpetuals, scales: false, nets: false },
  },
  drift: { rulebook: drifting(0.002), books: perpetuals, scales: false, nets: false },
  "drift without a factor for size": { rulebook: drifting(0), books: perpetuals, ...whole },
};

function ask(name: string, account: MarginAccountInput): MarginResult {
  return CASES[name]!.rulebook.margin(account, market);
}

test("every rulebook there is has its axioms tried", () => {
  const tried = Object.values(CASES).map(({ rulebook }) => rulebook.type);
  assert.equal([...new Set(tried)].sort(), Object.keys(rulebooks).sort());
});

function times(factor: number, of: readonly MarginPositionInput[]): MarginPositionInput[] {
  return of.map((row) => ({ ...row, quantity: factor * row.quantity }));
}

function inCoin(of: readonly MarginPositionInput[]): MarginPositionInput[] {
  return of.map(({ quantity, contract }) => ({
    quantity,
    contract: { ...contract, settlement: "inverse" } as MarginPositionInput["contract"],
  }));
}

/** Margins of two books as one, and added up. */
function joined(
  name: string,
  a: readonly MarginPositionInput[],
  b: readonly MarginPositionInput[],
) {
  const [one, other] = [ask(name, holding(a)), ask(name, holding(b))];
  const apart = {
    initial: one.initial + other.initial,
    maintenance: one.maintenance + other.maintenance,
  };
  return { together: ask(name, holding([...a, ...b])), apart };
}

function same(a: MarginResult, b: MarginResult, factor = 1, rounding = 1e-9): void {
  for (const kind of ["equity", "initial", "maintenance"] as const) {
    const scale = Math.max(1, Math.abs(b[kind]));
    near(a[kind] / scale, (b[kind] * factor) / scale, rounding, kind);
  }
}

for (const [name, { books, scales, nets, rounding }] of Object.entries(CASES)) {
  test(`${name}: cash adds one for one to equity and asks for nothing`, () => {
    fc.assert(
      fc.property(books, fc.integer({ min: -100_000, max: 100_000 }), (of, cash) => {
        const with_ = ask(name, holding(of, cash)),
          without = ask(name, holding(of));
        near(with_.equity - without.equity, cash, 1e-9);
        assert.is(with_.initial, without.initial);
        assert.is(with_.maintenance, without.maintenance);
      }),
      RUNS,
    );
  });

  if (scales) {
    test(`${name}: ten times a book needs ten times its margin`, () => {
      fc.assert(
        fc.property(books, (of) => {
          same(ask(name, holding(times(10, of))), ask(name, holding(of)), 10, rounding);
        }),
        RUNS,
      );
    });
  }

  if (nets) {
    test(`${name}: two books as one never need more than apart`, () => {
      fc.assert(
        fc.property(books, books, (a, b) => {
          const { together, apart } = joined(name, a, b);
          for (const kind of ["initial", "maintenance"] as const) {
            const most = apart[kind] + 1e-9 * (1 + Math.abs(apart[kind]));
            assert.ok(together[kind] <= most, `${kind} ${together[kind]}, apart ${apart[kind]}`);
          }
        }),
        RUNS,
      );
    });
  }

  test(`${name}: neither the order of positions nor their splitting changes anything`, () => {
    fc.assert(
      fc.property(books, (of) => {
        const whole = ask(name, holding(of)),
          split = of.flatMap((row) => [
            { ...row, quantity: row.quantity * 0.25 },
            { ...row, quantity: row.quantity * 0.75 },
          ]);
        same(ask(name, holding([...of].reverse())), whole, 1, rounding);
        same(ask(name, holding(split.reverse())), whole, 1, rounding);
      }),
      RUNS,
    );
  });

  test(`${name}: contributions and charges add up to the requirement`, () => {
    fc.assert(
      fc.property(books, (of) => {
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
      fc.property(books, (of) => {
        const closed = of.map((row) => ({ ...row, quantity: -row.quantity }));
        const { initial, equity } = ask(name, holding([...of, ...closed]));
        near(initial / 1e5, 0, 1e-9);
        near(equity / 1e5, 0, 1e-9);
      }),
      RUNS,
    );
  });
}

/** Books that need more as one than apart, and why. */
const BREACHES: Record<string, readonly [string, MarginPositionInput[], MarginPositionInput[]]> = {
  "its expiry is margined by strategies or by its worst payoff, whole": [
    "deriveStandard",
    [option("call", 160_000, 7, -1)],
    [option("call", 80_000, 7, -1), option("call", 100_000, 7, 1)],
  ],
  "losses far out are forgiven up to a sum of dollars": [
    "deribitPortfolio, linear",
    [option("call", 160_000, 7, -200)],
    [option("call", 160_000, 7, -200)],
  ],
  "a large delta costs more for each coin": [
    "deribitPortfolio, linear",
    [perpetual(300)],
    [perpetual(300)],
  ],
  "a large future costs more for each coin": [
    "deribitStandard",
    inCoin([perpetual(100)]),
    inCoin([perpetual(100)]),
  ],
  "the factor of the minimum rises with its size": [
    "okxPortfolio with a tiered minimum",
    [option("put", 60_000, 7, -5)],
    [option("put", 60_000, 60, -9)],
  ],
  "the ratio rises with the root of the size": ["drift", [perpetual(400)], [perpetual(400)]],
  "brackets of maintenance rise with the notional": [
    "binanceUnified with brackets",
    [perpetual(1)],
    [perpetual(1)],
  ],
};

for (const [why, [name, a, b]] of Object.entries(BREACHES)) {
  test(`${name}: two books as one can need more than apart: ${why}`, () => {
    const { together, apart } = joined(name, a, b);
    assert.ok(together.initial > 1.01 * apart.initial, `${together.initial} ${apart.initial}`);
  });
}

test("a book ten times as large can need more, or less, than ten times the margin", () => {
  const far = [option("call", 160_000, 7, -50)];
  const tenfold = (name: string, of: MarginPositionInput[]) =>
    ask(name, holding(times(10, of))).initial / ask(name, holding(of)).initial;
  assert.ok(tenfold("deribitPortfolio, linear", far) > 11);
  assert.ok(tenfold("deribitStandard", inCoin([perpetual(50)])) > 11);
  assert.ok(tenfold("drift", [perpetual(400)]) > 11);
});

test.run();
