import { suite } from "uvu";
import * as assert from "uvu/assert";
import { fourierPrices } from "../../../src/core/fourier.ts";
import { optionGreeks } from "../../../src/core/options.ts";
import type { SpotTable } from "../../../src/core/scheduled-hedge.ts";
import type { Segment } from "../../../src/replication/segment.ts";
import { segments } from "../../../src/replication/segments.ts";
import { svcjHoldings } from "../../../src/replication/svcj-holdings.ts";
import { near } from "../../sample.ts";

const test = suite("holdings by SVCJ");
const DAYS = 30;
const SPOTS = [0.55, 0.871, 0.9613, 1.00071, 1.0257, 1.1113, 1.9];

/** A table between its nodes, by the cubic through the four around (Neville's scheme). */
function read({ start, density, units }: SpotTable, log: number): number {
  const place = (log - start) * density,
    first = Math.floor(place) - 1;
  const column = Array.from({ length: 4 }, (_, k) => units[first + k]!);
  for (let width = 1; width < 4; width++) {
    for (let k = 0; k + width < 4; k++) {
      const t = (place - first - k) / width;
      column[k] = (1 - t) * column[k]! + t * column[k + 1]!;
    }
  }
  return column[0]!;
}

/** The price of the segment's call on a day by SVCJ, the spot and the variance moved. */
function price(of: Segment, step: number, spot: number, moved = 0): number {
  const day = of.days[step]!;
  const { variance, meanReversion, longVariance, volatilityOfVariance, correlation } = day;
  const heston = [meanReversion, longVariance, volatilityOfVariance, correlation];
  const jumps = [day.jumpsPerYear, day.jumpMean, day.jumpDeviation, day.varianceJumpMean, 0];
  return fourierPrices({
    model: "svcj",
    parameters: [variance + moved, ...heston, ...jumps],
    years: (DAYS - step) / 365,
    forward: spot,
    strike: [of.strike],
  }).price[0]!;
}

for (const of of Object.values(segments)) {
  test(`tables of ${of.name} are slopes of the price, but for 1e-4 between nodes`, () => {
    const deltas = svcjHoldings(of, DAYS, "delta");
    const least = svcjHoldings(of, DAYS, "minimumVariance");
    for (const step of [0, 12, 28, 29]) {
      for (const share of SPOTS) {
        const spot = share * of.spot,
          h = 1e-4 * spot,
          k = 1e-4;
        const { correlation: rho, volatilityOfVariance: xi } = of.days[step]!;
        const delta = (price(of, step, spot + h) - price(of, step, spot - h)) / (2 * h);
        const byVariance = (price(of, step, spot, k) - price(of, step, spot, -k)) / (2 * k);
        const told = `day ${step}, spot ${share}`;
        near(read(deltas[step]!, Math.log(share)), delta, 1e-4, told);
        near(
          read(least[step]!, Math.log(share)),
          delta + (byVariance * rho * xi) / spot,
          1e-4,
          told,
        );
      }
    }
  });
}

test("where the variance stands still and nothing jumps they are deltas of Black and Scholes", () => {
  const { CALM } = segments;
  const days = CALM.days.map((day) => ({
    ...{ ...day, variance: 0.64, longVariance: 0.64, volatilityOfVariance: 0, jumpsPerYear: 0 },
  }));
  for (const kind of ["delta", "minimumVariance"] as const) {
    const [table] = svcjHoldings({ ...CALM, days }, DAYS, kind);
    const { start, density, units } = table!;
    const spot = Array.from(units, (_, k) => CALM.spot * Math.exp(start + k / density));
    const terms = { spot, strike: CALM.strike, years: DAYS / 365, volatility: 0.8 };
    const { delta } = optionGreeks(terms, ["delta"]);
    delta.forEach((value, k) => {
      near(units[k]!, value, 1e-9);
    });
  }
});

test("there is a table for every day, all alike in places", () => {
  const tables = svcjHoldings(segments.COVID, DAYS, "delta");
  assert.is(tables.length, DAYS);
  for (const { start, density, units } of tables) {
    assert.equal([start, density, units.length], [tables[0]!.start, density, 601]);
  }
});

test.run();
