import { suite } from "uvu";
import * as assert from "uvu/assert";
import { americanBarrierPriceBoyleLau } from "../../../src/pricing/american-barrier-price-boyle-lau.ts";
import { americanBarrierPriceGrid } from "../../../src/pricing/american-barrier-price-grid.ts";
import { americanPriceGrid } from "../../../src/pricing/american-price-grid.ts";
import { type BarrierType, barrierPrice } from "../../../src/pricing/barrier-price.ts";
import { blackScholes } from "../../../src/pricing/black-scholes.ts";
import { doubleBarrierPrice } from "../../../src/pricing/double-barrier-price.ts";
import { close, number, optionOf, type Row, table } from "./table.ts";

const test = suite("barriers");
const KINDS = ["call", "put"] as const;
const plain = { spot: 100, years: 0.8, volatility: 0.35, rate: 0.05, dividendYield: 0.02 };

function barrierOf(row: Row) {
  const type = row.barrierType!;
  return {
    ...optionOf(row),
    barrierType: (type[0]!.toLowerCase() + type.slice(1)) as BarrierType,
    barrier: number(row.barrier),
    rebate: number(row.rebate),
  };
}

test("the down and out put of QuantLib 1.29's example program Replication has its prices", () => {
  const put = { kind: "put", strike: 100, years: 1, rate: 0.04, volatility: 0.2 } as const;
  const down = { ...put, barrierType: "downOut", barrier: 70 } as const;
  close(barrierPrice({ ...down, spot: 100 }), 4.260726, 5e-7, "at the money");
  close(barrierPrice({ ...down, spot: 110 }), 2.513058, 5e-7, "out of the money");
  close(barrierPrice({ ...down, spot: 90 }), 5.739125, 6e-7, "in the money");
});

test("European barriers agree with Haug, page 72", () => {
  const rows = table("barrier-haug").filter((row) => row.exType === "european");
  assert.is(rows.length, 36);
  for (const row of rows) {
    close(barrierPrice(barrierOf(row)), number(row.result), number(row.tol), row.line);
  }
});

const american = table("barrier-haug").filter((row) => row.exType === "american");

test("American barriers agree with Haug's trees of some 400 steps", () => {
  assert.is(american.length, 12);
  for (const row of american) {
    const price = americanBarrierPriceBoyleLau(barrierOf(row));
    close(price, number(row.result), number(row.tol), row.line);
  }
});

test("trees that meet the barrier approach the grid's American barrier", () => {
  const option = { ...plain, kind: "call" as const, strike: 100 };
  for (const [barrierType, barrier] of [
    ["downOut", 90],
    ["downIn", 90],
    ["upIn", 115],
  ] as const) {
    const terms = { ...option, barrierType, barrier, rebate: 1 };
    const tree = americanBarrierPriceBoyleLau({ ...terms, steps: 2000 });
    close(americanBarrierPriceGrid(terms), tree, 2e-3, barrierType);
  }
});

test("double barriers agree with Haug, pages 72 to 76", () => {
  const rows = table("double-barrier-haug");
  assert.is(rows.length, 45);
  for (const row of rows) {
    const price = doubleBarrierPrice({
      ...optionOf(row),
      barrierType: row.barrierType === "KnockOut" ? "knockOut" : "knockIn",
      lowerBarrier: number(row.barrierlo),
      upperBarrier: number(row.barrierhi),
    });
    close(price, number(row.result), number(row.tol), row.line);
  }
});

/** Strikes on both sides of the barriers, volatilities from still to wild, carries of both signs. */
const CASES = KINDS.flatMap((kind) =>
  [0, 60, 90, 100, 115, 200].flatMap((strike) =>
    [0.001, 0.02, 0.35, 2].flatMap((volatility) =>
      [-0.04, 0, 0.05].map((rate) => ({ ...plain, kind, strike, volatility, rate })),
    ),
  ),
);

test("what is knocked in and what is knocked out make a European option", () => {
  for (const option of CASES) {
    const whole = barrierPrice({ ...option, barrierType: "downIn", barrier: 100 });
    for (const [inside, outside, barrier] of [
      ["downIn", "downOut", 90],
      ["upIn", "upOut", 110],
    ] as const) {
      const parts = [inside, outside].map((barrierType) =>
        barrierPrice({ ...option, barrierType, barrier }),
      ) as [number, number];
      assert.ok(parts.every((part) => part >= 0 && part <= whole + 1e-11));
      close(parts[0] + parts[1], whole, 1e-11, JSON.stringify({ option, barrier }));
    }
  }
});

test("with a barrier out of reach the option is European, and with both so too", () => {
  for (const kind of KINDS) {
    const option = { ...plain, kind, strike: 105 },
      { price } = blackScholes(option);
    close(barrierPrice({ ...option, barrierType: "downOut", barrier: 1 }), price, 1e-12);
    close(barrierPrice({ ...option, barrierType: "upOut", barrier: 1e4 }), price, 1e-12);
    const both = { barrierType: "knockOut" as const, lowerBarrier: 1, upperBarrier: 1e4 };
    close(doubleBarrierPrice({ ...option, ...both }), price, 1e-12);
  }
});

test("a double barrier whose other side is out of reach is a single one", () => {
  for (const option of CASES) {
    if (option.volatility > 1) continue;
    const double = doubleBarrierPrice({
      ...option,
      barrierType: "knockOut",
      lowerBarrier: 90,
      upperBarrier: 1e5,
    });
    const single = barrierPrice({ ...option, barrierType: "downOut", barrier: 90 });
    close(double, single, 1e-10, JSON.stringify(option));
  }
});

test("a touched barrier pays: an out its rebate, an in the option", () => {
  const option = { ...plain, kind: "call" as const, strike: 95, rebate: 3 };
  const { price } = blackScholes({ ...plain, kind: "call", strike: 95 });
  for (const [spot, barrier, side] of [
    [100, 100, "down"],
    [99, 100, "down"],
    [100, 100, "up"],
    [100, 98, "up"],
  ] as const) {
    const terms = { ...option, spot, barrier };
    assert.is(barrierPrice({ ...terms, barrierType: `${side}Out` }), 3);
    if (spot === 100) close(barrierPrice({ ...terms, barrierType: `${side}In` }), price, 1e-12);
    assert.is(americanBarrierPriceGrid({ ...terms, barrierType: `${side}Out` }), 3);
  }
  const both = { ...plain, kind: "put" as const, strike: 95, lowerBarrier: 100, upperBarrier: 120 };
  assert.is(doubleBarrierPrice({ ...both, barrierType: "knockOut" }), 0);
  close(
    doubleBarrierPrice({ ...both, barrierType: "knockIn" }),
    blackScholes({ ...plain, kind: "put", strike: 95 }).price,
    1e-12,
  );
});

test("an out that pays a rebate either way is that rebate, and a forward", () => {
  // a call with strike 0 and the barrier's value for its rebate never lacks the spot
  const option = { ...plain, kind: "call" as const, strike: 0, dividendYield: 0 };
  for (const [barrierType, barrier] of [
    ["downOut", 80],
    ["upOut", 130],
  ] as const) {
    const price = barrierPrice({ ...option, barrierType, barrier, rebate: barrier });
    close(price, 100, 1e-11, barrierType);
  }
});

test("without volatility the spot goes where its carry leads", () => {
  const option = { ...plain, volatility: 0, kind: "call" as const, strike: 90, rebate: 2 };
  // the forward is 102.4, the barrier at 101 is met after ln(1.01) / 0.03 years
  const out = barrierPrice({ ...option, barrierType: "upOut", barrier: 101 });
  close(out, 2 * Math.exp((-0.05 * Math.log(1.01)) / 0.03), 1e-13);
  const { price } = blackScholes({ ...plain, volatility: 0, kind: "call", strike: 90 });
  close(barrierPrice({ ...option, barrierType: "upIn", barrier: 101 }), price, 1e-13);
  close(barrierPrice({ ...option, barrierType: "upOut", barrier: 103 }), price, 1e-13);
  const small = { ...option, volatility: 1e-5, barrierType: "upOut" as const, barrier: 101 };
  close(barrierPrice(small), out, 1e-4);
});

/**
 * A down-and-out call at `dates` even dates: its value carried back from date to date by the
 * trapezoidal rule over log-spots above the barrier.
 */
function watched(market: typeof plain, strike: number, barrier: number, dates: number): number {
  const { spot, volatility, rate, dividendYield } = market,
    years = market.years / dates,
    deviation = volatility * Math.sqrt(years),
    drift = (rate - dividendYield - volatility ** 2 / 2) * years;
  const nodes = 1200,
    low = Math.log(barrier),
    width = (Math.log(spot * 4) - low) / nodes;
  const density = Float64Array.from({ length: 2 * nodes + 1 }, (_, k) => {
    const z = ((k - nodes) * width - drift) / deviation;
    return (width / deviation / Math.sqrt(2 * Math.PI)) * Math.exp((-z * z) / 2 - rate * years);
  });
  const reach = Math.ceil((9 * deviation) / width);
  let values = Float64Array.from({ length: nodes + 1 }, (_, i) =>
    Math.max(0, Math.exp(low + i * width) - strike),
  );
  const back = (i: number) => {
    let sum = 0;
    for (let j = Math.max(0, i - reach); j <= Math.min(nodes, i + reach); j++) {
      sum += (j === 0 ? 0.5 : 1) * density[j - i + nodes]! * values[j]!;
    }
    return sum;
  };
  for (let date = dates; date > 1; date--) values = values.map((_, i) => back(i));
  const place = (Math.log(spot) - low) / width,
    below = Math.floor(place);
  return back(below) + (place - below) * (back(below + 1) - back(below));
}

test("a barrier watched at dates is met less, as much as moving it says", () => {
  const market = { spot: 100, years: 0.2, volatility: 0.3, rate: 0.1, dividendYield: 0 };
  for (const [barrier, tolerance] of [
    [85, 1e-3],
    [91, 2e-3],
    [95, 2e-3],
  ] as const) {
    const option = { ...market, kind: "call" as const, strike: 100, barrier };
    const terms = { ...option, barrierType: "downOut" as const };
    const dated = watched(market, 100, barrier, 50);
    close(barrierPrice({ ...terms, monitoring: 0.2 / 50 }), dated, tolerance, `${barrier}`);
    assert.ok(barrierPrice(terms) < dated - tolerance);
  }
});

test("American barriers out of reach are American options, or nothing but the rebate", () => {
  const option = { ...plain, kind: "put" as const, strike: 105 };
  const price = americanPriceGrid(option);
  close(americanBarrierPriceGrid({ ...option, barrierType: "upOut", barrier: 2000 }), price, 2e-5);
  const far = { ...option, barrierType: "upIn" as const, barrier: 2000, rebate: 4 };
  close(americanBarrierPriceGrid(far), 4 * Math.exp(-0.05 * 0.8), 1e-5);
});

test("an American option is worth no less with its exercise than without", () => {
  for (const kind of KINDS) {
    for (const [barrierType, barrier] of [
      ["downIn", 85],
      ["upIn", 125],
      ["downOut", 85],
      ["upOut", 125],
    ] as const) {
      const terms = { ...plain, kind, strike: 100, barrierType, barrier, rebate: 1 };
      assert.ok(americanBarrierPriceGrid(terms) > barrierPrice(terms) - 1e-5, barrierType + kind);
    }
  }
});

test("errors name the argument, the rule and the value", () => {
  const option = { ...plain, kind: "call" as const, strike: 100 };
  assert.throws(
    () => barrierPrice({ ...option, barrierType: "sideways" as "upIn", barrier: 1 }),
    /^barrierType must be downOut, downIn, upOut or upIn, got "sideways"$/,
  );
  assert.throws(
    () =>
      doubleBarrierPrice({ ...option, barrierType: "knockIn", lowerBarrier: 9, upperBarrier: 8 }),
    /^upperBarrier must be above lowerBarrier, got 8 and 9$/,
  );
});

test.run();
