import { suite } from "uvu";
import * as assert from "uvu/assert";
import { asianPriceLevy } from "../../../src/pricing/asian-price-levy.ts";
import { asianPriceVecer } from "../../../src/pricing/asian-price-vecer.ts";
import { blackScholes } from "../../../src/pricing/black-scholes.ts";
import { geometricAsianPrice } from "../../../src/pricing/geometric-asian-price.ts";
import { margrabe } from "../../../src/pricing/margrabe.ts";
import { close, number, type Row, table, wholeDays } from "./table.ts";

const test = suite("Asian options");
const KINDS = ["call", "put"] as const;
const plain = { spot: 100, years: 1, volatility: 0.3, rate: 0.05, dividendYield: 0.02 };
const evenly = (count: number, years: number) =>
  Array.from({ length: count }, (_, i) => ((i + 1) * years) / count);

test("geometric averages agree with Haug, page 96, and Clewlow and Strickland, page 118", () => {
  const rows = table("asian-geometric-bs");
  assert.is(rows.length, 3);
  for (const row of rows) {
    const averageStrike = row.kind === "discrete_geometric_strike";
    const years = number(row.days360) / 360,
      count = Number(row.fixings);
    const fixings = count > 0 ? evenly(count, years) : undefined;
    // the table's engine starts the clock of an average strike at the first fixing
    const start = averageStrike ? fixings![0]! : 0;
    const price = geometricAsianPrice({
      kind: row.type as "call" | "put",
      spot: number(row.S),
      strike: averageStrike ? "average" : number(row.K),
      rate: number(row.r),
      dividendYield: number(row.q),
      volatility: number(row.sigma),
      years: years - start,
      fixings: fixings?.map((time) => time - start),
    });
    close(price, number(row.value), number(row.tol), row.line);
  }
});

test("Levy's approximation agrees with Haug, pages 99 and 100", () => {
  const rows = table("asian-continuous-levy-haug");
  assert.is(rows.length, 10);
  for (const row of rows) {
    const elapsed = number(row.elapsed) / 360;
    const price = asianPriceLevy({
      kind: "call",
      spot: number(row.spot),
      strike: number(row.strike),
      rate: number(row.riskFreeRate),
      dividendYield: number(row.dividendYield),
      volatility: number(row.volatility),
      years: number(row.length) / 360 - elapsed,
      elapsed,
      average: number(row.currentAverage),
    });
    close(price, number(row.result), 1e-4, row.line);
  }
});

test("continuous averages agree with Vecer's benchmarks to all their digits", () => {
  const rows = table("asian-continuous-vecer");
  assert.is(rows.length, 7);
  for (const row of rows) {
    const price = asianPriceVecer({
      kind: "call",
      spot: number(row.spot),
      strike: number(row.strike),
      rate: number(row.riskFreeRate),
      volatility: number(row.volatility),
      years: number(row.length),
    });
    close(price, number(row.result), 1e-6, row.line);
  }
});

function discreteOf(row: Row, strike: number | "average") {
  const count = number(row.fixings);
  const fixings = Array.from({ length: count }, (_, i) =>
    wholeDays(number(row.first) + (i * number(row.length)) / (count - 1)),
  );
  return {
    kind: row.type!.toLowerCase() as "call" | "put",
    spot: number(row.underlying),
    strike,
    rate: number(row.riskFreeRate),
    dividendYield: number(row.dividendYield),
    volatility: number(row.volatility),
    years: fixings.at(-1)!,
    fixings,
  };
}

test("averages of fixings agree with Levy (1997), fixed strikes and average ones", () => {
  for (const [name, strike] of [
    ["asian-discrete-arithmetic-levy", 87],
    ["asian-discrete-arithmetic-avgstrike-levy", "average"],
  ] as const) {
    const rows = table(name);
    assert.is(rows.length, 15);
    for (const row of rows) {
      const option = discreteOf(row, strike);
      // the table's prices are simulated: good to some 0.01
      close(asianPriceVecer(option), number(row.result), 0.011, row.line);
      // two fixings are the farthest from lognormal
      const allowed = option.fixings.length === 2 ? 0.03 : 0.0101;
      close(asianPriceLevy(option), number(row.result), allowed, row.line);
    }
  }
});

test("one fixing at expiry makes a European option", () => {
  for (const kind of KINDS) {
    const option = { ...plain, kind, strike: 110, fixings: [1] },
      { price } = blackScholes({ ...plain, kind, strike: 110 });
    close(geometricAsianPrice(option), price, 1e-12);
    close(asianPriceLevy(option), price, 1e-12);
    close(asianPriceVecer(option), price, 2e-5);
    close(geometricAsianPrice({ ...option, strike: "average" }), 0, 1e-12);
    close(asianPriceVecer({ ...option, strike: "average" }), 0, 1e-12);
  }
});

test("an average strike known in full makes a European option", () => {
  const past = { ...plain, fixings: [], observed: [90, 130], strike: "average" as const };
  for (const kind of KINDS) {
    const { price } = blackScholes({ ...plain, kind, strike: 110 });
    close(asianPriceVecer({ ...past, kind }), price, 1e-12);
    close(asianPriceLevy({ ...past, kind }), price, 1e-12);
    const geometric = blackScholes({ ...plain, kind, strike: Math.sqrt(90 * 130) });
    close(geometricAsianPrice({ ...past, kind }), geometric.price, 1e-12);
  }
});

test("the strike fixed once, at a time, is an exchange of two lognormals", () => {
  // spot at 1 for spot at 0.4: both grow at the carry, apart by the variance between them
  const exact = margrabe({
    ...{ spot1: 100, spot2: 100 * Math.exp(-0.05 * 0.6 + 0.02 * 0.6), years: 0.6 },
    ...{ volatility1: 0.3, volatility2: 0, correlation: 0 },
  }).price;
  const option = { ...plain, kind: "call" as const, strike: "average" as const, fixings: [0.4] };
  close(geometricAsianPrice(option), exact * Math.exp(-0.02), 1e-12);
  close(asianPriceLevy(option), exact * Math.exp(-0.02), 1e-12);
  close(asianPriceVecer(option), exact * Math.exp(-0.02), 2e-5);
});

/** Averages of every sort. */
const AVERAGES = [
  {},
  { elapsed: 0.5, average: 97 },
  { fixings: evenly(12, 1) },
  { fixings: evenly(5, 0.8), observed: [95, 99, 104] },
];

test("calls and puts on an average make a forward on it", () => {
  for (const average of AVERAGES) {
    for (const strike of [0, 80, 100, 130]) {
      for (const price of [asianPriceVecer, asianPriceLevy, geometricAsianPrice]) {
        const parity = (strike: number) =>
          price({ ...plain, ...average, kind: "call", strike }) -
          price({ ...plain, ...average, kind: "put", strike });
        // less by the discounted strike
        close(parity(strike), parity(0) - strike * Math.exp(-0.05), 1e-9);
      }
    }
  }
});

test("the geometric average is the lower one, and Levy's price is near the exact one", () => {
  for (const average of AVERAGES) {
    for (const strike of [90, 100, 115, "average"] as const) {
      const option = { ...plain, ...average, kind: "call" as const, strike };
      const exact = asianPriceVecer(option);
      close(asianPriceLevy(option), exact, 0.15, JSON.stringify(option));
      if (strike === "average") assert.ok(geometricAsianPrice(option) > exact);
      else assert.ok(geometricAsianPrice(option) < exact);
    }
  }
});

test("many fixings approach the continuous average", () => {
  for (const price of [asianPriceVecer, asianPriceLevy, geometricAsianPrice]) {
    const option = { ...plain, kind: "put" as const, strike: 104 };
    const gap = (count: number) => price({ ...option, fixings: evenly(count, 1) }) - price(option);
    close(gap(200) / gap(100), 0.5, 0.01);
  }
});

test("without carry, with negative carry and with carry near 0 moments are continuous", () => {
  for (const carry of [-0.09, -0.045, 0, 0.3]) {
    const price = (change: number) =>
      asianPriceLevy({
        ...{ kind: "call", spot: 100, strike: 100, years: 1, volatility: 0.3, rate: 0.05 },
        dividendYield: 0.05 - carry - change,
      });
    close(price(1e-7), price(-1e-7), 1e-4);
    close((price(1e-4) + price(-1e-4)) / 2, price(0), 1e-6);
  }
});

test("without volatility or time the average is known", () => {
  const still = { ...plain, volatility: 0, kind: "call" as const, strike: 90 };
  const growth = Math.exp(-0.05) * ((100 * (Math.exp(0.03) - 1)) / 0.03 - 90);
  close(asianPriceVecer(still), growth, 1e-11);
  close(asianPriceLevy(still), growth, 1e-11);
  close(asianPriceVecer({ ...still, volatility: 1e-4 }), growth, 1e-7);
  const over = { ...plain, years: 0, elapsed: 1, average: 108, kind: "call" as const, strike: 90 };
  for (const price of [asianPriceVecer, asianPriceLevy, geometricAsianPrice])
    close(price(over), 18, 1e-12);
});

test("an average that makes no sense is an error", () => {
  const option = { ...plain, kind: "call" as const, strike: 100 };
  assert.throws(
    () => asianPriceVecer({ ...option, fixings: [0.5, 0.2] }),
    /^fixings must be in order, got 0.2$/,
  );
  assert.throws(
    () => asianPriceVecer({ ...option, fixings: [2] }),
    /^fixings must not be after expiry, got 2$/,
  );
  assert.throws(
    () => asianPriceVecer({ ...option, fixings: [] }),
    /^fixings must not be empty without any observed$/,
  );
  assert.throws(
    () => asianPriceVecer({ ...option, fixings: [1], elapsed: 1 }),
    /^elapsed and average are not options with fixings: give observed$/,
  );
});

test.run();
