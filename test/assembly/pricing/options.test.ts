import { readFileSync } from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { GREEKS, type Greeks, greekColumns, greeksOf, impliedOf, type Row } from "./columns.js";
import { priceByVega } from "./vega-integral.js";

const reference = (name: string) => new URL(`../../reference/pricing/${name}`, import.meta.url);

/** Rows of a file of comma-separated values: comments and its head dropped. */
function table(name: string): string[][] {
  const lines = readFileSync(reference(name), "utf8").trim().split("\n");
  return lines
    .filter((line) => !line.startsWith("#"))
    .slice(1)
    .map((line) => line.split(","));
}

/** Time as the tables of QuantLib take it: whole days of a year of 360. */
const wholeDays = (years: number) => Math.round(years * 360) / 360;

const KIND: Record<string, number> = { Call: 1, Put: 2 };
const plain: Row = {
  spot: 100,
  strike: 100,
  years: 0.5,
  volatility: 0.3,
  rate: 0.02,
  carry: 0.01,
  kind: 1,
};

test("prices agree with Haug, pages 2 to 27", () => {
  const cases = table("haug-values.csv");
  assert.ok(cases.length >= 22);
  const rows = cases.map(([type, strike, spot, carry, rate, years, volatility]) => ({
    spot: Number(spot),
    strike: Number(strike),
    years: wholeDays(Number(years)),
    volatility: Number(volatility),
    rate: Number(rate),
    carry: Number(carry),
    kind: KIND[type!]!,
  }));
  greeksOf(rows).forEach(({ price }, i) => {
    assert.ok(Math.abs(price - Number(cases[i]![7])) <= Number(cases[i]![8]), cases[i]!.join());
  });
});

test("Greeks agree with Haug, pages 11 to 16", () => {
  for (const line of table("haug-greeks.csv")) {
    const [greek, type, strike, spot, carry, rate, years, volatility, value] = line;
    const row = {
      spot: Number(spot),
      strike: Number(strike),
      years: wholeDays(Number(years)),
      volatility: Number(volatility),
      rate: Number(rate),
      carry: Number(carry),
      kind: KIND[type!]!,
    };
    const [all] = greeksOf([row]) as [Greeks];
    const ours: Record<string, number> = {
      ...all,
      elasticity: (all.delta * row.spot) / all.price,
      theta_per_day: all.theta / 365,
      dividend_rho: -row.years * row.spot * all.delta,
    };
    assert.ok(Math.abs(ours[greek!]! - Number(value)) <= 1e-4, `${greek}: ${ours[greek!]}`);
  }
});

test("deltas agree with Castagna's currency options", () => {
  for (const line of table("castagna-deltas.csv")) {
    const [type, convention] = line as [string, string];
    const [spot, discount, foreign, deviation, strike, value] = line.slice(2).map(Number) as [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    // one year, with the rates that give these discounts
    const row = {
      spot,
      strike,
      years: 1,
      volatility: deviation,
      rate: -Math.log(discount),
      carry: -Math.log(foreign),
      kind: KIND[type]!,
    };
    const [{ delta }] = greeksOf([row]) as [Greeks];
    assert.ok(
      Math.abs((convention === "Spot" ? delta : delta / foreign) - value) < 1e-3,
      line.join(),
    );
  }
});

/** Accuracy promised of each Greek: to its legs, or relative times 1 + d1 d1. */
test("Greeks of 1,000 options agree with high-precision derivatives", () => {
  const bytes = readFileSync(reference("greeks.bin"));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const at = (i: number, k: number) => view.getFloat64(128 * i + 8 * k, true);
  const rows = Array.from(
    { length: bytes.byteLength / 128 },
    (_, i): Row => ({
      spot: at(i, 0),
      strike: at(i, 1),
      years: at(i, 2),
      volatility: at(i, 3),
      rate: at(i, 4),
      carry: at(i, 5),
      kind: at(i, 6),
    }),
  );
  assert.is(rows.length, 1000);
  greeksOf(rows).forEach((greeks, i) => {
    const { spot, strike, years, volatility, rate, carry } = rows[i]!;
    const root = Math.sqrt(years),
      deviation = volatility * root;
    const forward = spot * Math.exp(-carry * years),
      cash = strike * Math.exp(-rate * years);
    const d1 = Math.log(forward / cash) / deviation + deviation / 2;
    const d2 = d1 - deviation;
    const value = (k: number) => Math.abs(at(i, 7 + k));
    // rounding of the logarithm moves d1 by 1e-15 / deviation
    const steep = (1 + d1 * d1) * (1 + 0.1 / deviation);
    const close = 2e-15 * steep;
    const allowed: Record<string, number> = {
      price: 1e-12 * (1 + Math.abs(d1)) * value(0) * (1 + 0.1 / deviation),
      delta: 4e-15 * (1 + 0.1 / deviation),
      gamma: close * value(2),
      vega: close * value(3),
      theta:
        4e-15 * (1 + 0.1 / deviation) * (Math.abs(carry) * forward + Math.abs(rate) * cash) +
        (close * value(3) * volatility) / (2 * years),
      rho: 4e-15 * (1 + 0.1 / deviation) * years * cash,
      vanna: (close * value(3) * (Math.abs(d2) + 0.1 / deviation)) / (spot * deviation),
      volga: (close * value(3) * (1 + d1 * d1 + d2 * d2)) / volatility,
      charm:
        4e-15 * (1 + 0.1 / deviation) * Math.abs(carry) +
        (close * value(3) * (Math.abs(rate - carry) + Math.abs(d2) * volatility + 1)) /
          (spot * root * deviation * root),
    };
    GREEKS.forEach((name, k) => {
      const error = Math.abs(greeks[name] - at(i, 7 + k));
      assert.ok(error <= allowed[name]!, `${name} of ${JSON.stringify(rows[i])}: ${error}`);
    });
  });
});

/** A grid of options around the strike, calls and puts in turn. */
function grid(): Row[] {
  const rows: Row[] = [];
  for (const strike of [20, 60, 90, 100, 101, 150, 400]) {
    for (const years of [0.001, 0.1, 1, 5]) {
      for (const volatility of [0.05, 0.3, 1, 3]) {
        for (const kind of [1, 2]) rows.push({ ...plain, strike, years, volatility, kind });
      }
    }
  }
  return rows;
}

test("call less put is forward less strike, discounted", () => {
  const rows = grid(),
    all = greeksOf(rows);
  for (let i = 0; i < rows.length; i += 2) {
    const { spot, strike, years, rate, carry } = rows[i]!;
    const forward = spot * Math.exp(-carry * years),
      cash = strike * Math.exp(-rate * years);
    const gap = all[i]!.price - all[i + 1]!.price - (forward - cash);
    assert.ok(Math.abs(gap) <= 1e-14 * (forward + cash), `${gap}`);
    assert.ok(Math.abs(all[i]!.delta - all[i + 1]!.delta - forward / spot) <= 4e-15);
    for (const same of ["gamma", "vega", "vanna", "volga"] as const) {
      assert.is(all[i]![same], all[i + 1]![same]);
    }
  }
});

test("without time or volatility an option is worth its intrinsic value", () => {
  for (const dead of [{ years: 0 }, { volatility: 0 }]) {
    for (const [kind, strike, sign] of [
      [1, 90, 1],
      [2, 110, -1],
    ] as const) {
      const row = { ...plain, ...dead, kind, strike };
      const [greeks] = greeksOf([row]) as [Greeks];
      const forward = row.spot * Math.exp(-row.carry * row.years);
      const cash = strike * Math.exp(-row.rate * row.years);
      assert.ok(Math.abs(greeks.price - sign * (forward - cash)) < 1e-13);
      assert.ok(Math.abs(greeks.delta - (sign * forward) / row.spot) < 1e-15);
      for (const name of ["gamma", "vega", "vanna", "volga"] as const) {
        assert.ok(greeks[name] === 0, `${name} ${greeks[name]}`);
      }
      const other = greeksOf([{ ...row, kind: 3 - kind }])[0]!;
      assert.is(other.price, 0);
      assert.ok(Object.values(other).every((value) => Number.isFinite(value)));
    }
  }
});

test("NaN in any column is NaN in the price", () => {
  for (const field of ["spot", "strike", "years", "volatility", "rate", "carry"] as const) {
    const [{ price }] = greeksOf([{ ...plain, [field]: Number.NaN }]) as [Greeks];
    assert.ok(Number.isNaN(price), field);
  }
  assert.ok(Number.isNaN(greeksOf([{ ...plain, strike: -1 }])[0]!.price));
});

test("prices far out of the money agree with integrals of vega", () => {
  const rows: Row[] = [];
  for (const strike of [0.5, 20, 60, 90, 99, 101, 110, 160, 400, 3000]) {
    for (const volatility of [0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.8, 1, 1.5, 2.5, 4]) {
      const kind = strike > 100 ? 1 : 2;
      rows.push({ ...plain, strike, years: 0.25, volatility, kind, rate: 0, carry: 0 });
    }
  }
  let compared = 0;
  greeksOf(rows).forEach(({ price }, i) => {
    const { spot, strike, volatility } = rows[i]!;
    const deviation = volatility / 2,
      exact = priceByVega(spot, strike, deviation);
    if (!(exact > 1e-290)) return;
    compared += 1;
    const d1 = Math.abs(Math.log(spot / strike) / deviation + deviation / 2);
    const allowed = 1e-12 * (1 + d1) * (1 + 0.1 / deviation);
    assert.ok(Math.abs(price / exact - 1) <= allowed, `${JSON.stringify(rows[i])}: ${price}`);
  });
  assert.ok(compared > 70, `${compared}`);
});

test("columns do not depend on the count of options, nor on the other columns wanted", () => {
  const rows = [...grid(), ...grid()].slice(0, 301);
  const whole = greekColumns(rows);
  for (const count of [1, 2, 3, 127, 128, 129, 300]) {
    greekColumns(rows.slice(0, count)).forEach((column, k) => {
      assert.equal(column, whole[k]!.slice(0, count), `${count} options, column ${k}`);
    });
  }
  for (let k = 0; k < 9; k++) assert.equal(greekColumns(rows, 1 << k), [whole[k]]);
  assert.equal(greekColumns(rows, 0b100001010), [whole[1], whole[3], whole[8]]);
});

test("the volatility implied by a price out of the money is the one it was made with", () => {
  const rows: Row[] = [];
  for (let m = -30; m <= 30; m++) {
    for (let d = -40; d <= 10; d++) {
      // moneyness 1e-3 to 1e3, total deviation 1e-4 to 10
      const strike = 100 * 10 ** (m / 10);
      rows.push({
        ...plain,
        strike,
        years: 0.25,
        volatility: 2 * 10 ** (d / 10),
        rate: 0,
        carry: 0,
        kind: strike >= 100 ? 1 : 2,
      });
    }
  }
  const all = greeksOf(rows);
  const prices = rows.map(({ spot, strike, volatility }) =>
    priceByVega(spot, strike, volatility / 2),
  );
  const implied = impliedOf(rows, prices);
  let compared = 0;
  rows.forEach(({ volatility, spot, strike, kind }, i) => {
    const price = prices[i]!,
      most = kind === 1 ? spot : strike;
    if (!(price > 1e-290) || !(price < most)) return;
    compared += 1;
    const condition = 1 + price / (all[i]!.vega * volatility);
    const error = Math.abs(implied[i]! / volatility - 1);
    assert.ok(error <= 3e-14 * condition, `${JSON.stringify(rows[i])}: ${error}`);
  });
  assert.ok(compared > 1200, `${compared}`);
});

test("prices at the strike imply their volatility, with rates and yields", () => {
  const rows = grid().filter(({ kind, strike }) => (kind === 1) === strike > 100);
  const all = greeksOf(rows);
  const implied = impliedOf(
    rows,
    all.map(({ price }) => price),
  );
  rows.forEach(({ volatility, spot }, i) => {
    const { price, vega } = all[i]!;
    const known = (vega * volatility) / spot;
    if (price > 1e-290 && known > 1e-3) {
      assert.ok(Math.abs(implied[i]! / volatility - 1) <= 1e-13 / Math.min(known, 1));
    }
  });
});

test("impossible prices imply NaN, the intrinsic value implies zero", () => {
  const put = { ...plain, kind: 2, strike: 80, rate: 0, carry: 0 };
  const call = { ...put, kind: 1 };
  const implied = impliedOf(
    [call, call, call, call, call, put, put, put, { ...call, years: 0 }],
    [20, 19.99, 100, 101, Number.NaN, 0, -1, 80, 25],
  );
  const nan = Number.NaN;
  assert.equal([...implied], [0, nan, nan, nan, nan, 0, nan, nan, nan]);
});

test.run();
