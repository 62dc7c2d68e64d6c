// History and simulation keep their books with one ledger: the same path, the same bits.
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { bookTrades, type PositionNumbers } from "../../../src/core/book-trades.ts";
import type { DealingNumbers } from "../../../src/core/dealing.ts";
import { type HedgePlan, hedgeColumns, tracePath } from "../../../src/core/hedging.ts";
import { recordedNumbers } from "../../../src/core/market.ts";
import { philoxWords } from "../../../src/core/noise.ts";
import { near } from "../../sample.ts";
import { plan, TRACKED } from "./plan.ts";

const test = suite("book-trades");
const PLANS = 120;
/** Columns of `hedge`, by the names of totals. */
const FIELDS = [
  ...(["profit", "cost", "turnover", "trades", "impact", "carry", "capital"] as const),
  ...(["fee", "spread"] as const),
];

/** A recorded path, what is wanted along it, and any frictions, some of them absent. */
function drawn(draw: number) {
  const pick = (place: number, low: number, high: number) => {
    const [word] = philoxWords([draw, place, 0, 0], [11, 6]);
    return low + ((high - low) * word!) / 2 ** 32;
  };
  const some = (place: number, most: number) =>
    pick(place, 0, 1) < 0.4 ? 0 : pick(place + 50, 0, most);
  const steps = 1 + Math.floor(pick(0, 0, 80)),
    spot = pick(1, 0, 1) < 0.3 ? 1 : pick(2, 0.01, 1e5);
  let price = spot;
  const moves = Array.from({ length: steps }, (_, t) => pick(1000 + t, -0.2, 0.2));
  const prices = [spot, ...moves.map((move) => (price *= Math.exp(move)))];
  // some are wanted twice in a row, some are nothing at all
  const wanted = Float64Array.from({ length: steps }, (_, t) => some(2000 + t - (t % 3), 4) - 1);
  const dealing: DealingNumbers = {
    ...{ spot, costRate: some(10, 0.01), halfSpread: some(11, 0.01), impact: some(12, 0.01) },
    ...{ tradeCost: some(13, 0.01 * spot), funding: some(14, 0.4), capital: some(15, 0.2) },
    ...{ lot: some(16, 0.5), most: some(17, 2), permanent: some(21, 0.01), flow: some(22, 3) },
  };
  const delay = Math.min(steps - 1, Math.floor(some(20, 6)));
  const years = { rate: some(18, 0.2), stepYears: pick(19, 0.001, 0.1) };
  return { steps, prices, wanted, dealing, delay, ...years };
}

type Drawn = ReturnType<typeof drawn>;

/** The study that wants the same on the one path that it has. */
function studied({ steps, prices, wanted, dealing, delay, rate, stepYears }: Drawn): HedgePlan {
  return plan({
    ...{ steps, stepYears, rate, ...dealing, delay, options: [] },
    model: recordedNumbers(prices, steps),
    views: [{ byPath: () => wanted }],
    strategies: [TRACKED, { ...TRACKED, account: "coin" }],
  });
}

function totalsOf(of: HedgePlan, strategy: number) {
  const columns = hedgeColumns(of, 0, 1);
  return FIELDS.map((name, i) => [name, columns[FIELDS.length * strategy + i]!] as const);
}

function heldOf(of: HedgePlan, strategy: number): number[] {
  const { steps } = of,
    start = steps + 1 + strategy * steps;
  return Array.from(tracePath(of, 0).subarray(start, start + steps));
}

test("what is wanted along a path is held, earned and paid as in a study, to the last bit", () => {
  let [lots, late, trades] = [0, 0, 0];
  for (let draw = 0; draw < PLANS; draw++) {
    const one = drawn(draw),
      study = studied(one);
    const { wanted: holdings, ...rest } = one;
    const { held, totals } = bookTrades({ ...rest, holdings, book: 0 });
    assert.equal([...held], heldOf(study, 0), `plan ${draw}`);
    for (const [name, value] of totalsOf(study, 0)) {
      assert.is(totals[name], value, `${name} of plan ${draw}`);
    }
    lots += one.dealing.lot === 0 ? 0 : 1;
    late += one.delay === 0 ? 0 : 1;
    trades += totals.trades;
  }
  assert.ok(lots > 20 && late > 20 && trades > 1000);
});

test("an account in coin is that of a study, to the last bit: currency owed, at a price in coin", () => {
  for (let draw = 0; draw < PLANS; draw++) {
    const one = drawn(draw),
      { wanted, dealing, stepYears, delay } = one;
    const prices = one.prices.map((price) => price / one.prices[0]!);
    const unit = { ...dealing, spot: 1 };
    const study = studied({ ...one, prices, dealing: unit, rate: 0 });
    const { totals, fundings, ...coins } = bookTrades({
      holdings: wanted.map((coin, t) => -(coin * prices[t]!)),
      prices: prices.map((price) => 1 / price),
      ...{ rate: 0, stepYears, book: 0, delay, dealing: unit, inverse: true },
    });
    for (const [name, value] of totalsOf(study, 1)) {
      assert.is(totals[name], value, `${name} of plan ${draw}`);
    }
    assert.equal(
      Array.from(coins.held, (owed, t) => -owed / prices[t]!),
      heldOf(study, 1),
    );
  }
});

test("funding at given rates comes on top: what is held, at the price where it is due", () => {
  for (let draw = 0; draw < 20; draw++) {
    const { prices, wanted, dealing, stepYears } = drawn(draw);
    const of = (changes: Partial<PositionNumbers>) =>
      bookTrades({ holdings: wanted, prices, dealing, rate: 0, stepYears, book: 0, ...changes });
    const rates = wanted.map((_, t) => 0.001 * Math.sin(draw + t));
    const [free, funded] = [of({}), of({ fundings: rates })];
    const due = rates.map((rate, t) => free.held[t]! * prices[t + 1]! * rate);
    const scale = free.totals.turnover + 1e-300;
    due.forEach((each, t) => {
      near(-funded.fundings[t]! / scale, each / scale, 1e-15);
    });
    const paid = due.reduce((a, b) => a + b, 0);
    near(funded.totals.paid / scale, paid / scale, 1e-14);
    near((free.totals.profit - funded.totals.profit) / scale, paid / scale, 1e-14);
    assert.equal({ ...funded.totals, paid: 0, profit: 0 }, { ...free.totals, paid: 0, profit: 0 });
  }
});

test("terms that differ from price to price add up as those that do not", () => {
  for (let draw = 0; draw < 20; draw++) {
    const { prices, wanted, dealing, rate, stepYears } = drawn(draw);
    const of = (terms: PositionNumbers["dealing"]) =>
      bookTrades({ holdings: wanted, prices, dealing: terms, rate, stepYears, book: 0.1 });
    const [one, each] = [of(dealing), of(prices.map(() => dealing))];
    for (const name of ["held", "traded", "costs", "gains"] as const) {
      assert.equal(each[name], one[name]);
    }
    const scale = one.totals.turnover + prices[0]!;
    for (const name of FIELDS) near(each.totals[name] / scale, one.totals[name] / scale, 1e-13);
  }
});

test("columns of rows add up to the totals, the sale at the end among them", () => {
  for (let draw = 0; draw < PLANS; draw++) {
    const { prices, wanted, dealing, stepYears } = drawn(draw);
    const position = { holdings: wanted, prices, dealing, rate: 0, stepYears, book: 0 };
    const { traded, costs, gains, totals } = bookTrades(position);
    const sum = (column: Float64Array) => column.reduce((a, b) => a + b, 0);
    const scale = totals.turnover + 1e-300;
    near(sum(costs) / scale, totals.cost / scale, 1e-13);
    near(sum(traded.map(Math.abs)) / scale, totals.turnover / scale, 1e-13);
    near((sum(gains) - sum(costs)) / scale, totals.profit / scale, 1e-12);
  }
});

test.run();
