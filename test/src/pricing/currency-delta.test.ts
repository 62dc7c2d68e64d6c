import { suite } from "uvu";
import * as assert from "uvu/assert";
import { atTheMoneyStrike } from "../../../src/pricing/at-the-money-strike.ts";
import { blackScholes } from "../../../src/pricing/black-scholes.ts";
import { currencyDelta, type DeltaConvention } from "../../../src/pricing/currency-delta.ts";
import { inverseOption } from "../../../src/pricing/inverse-option.ts";
import { strikeFromDelta } from "../../../src/pricing/strike-from-delta.ts";
import { close, number, slope, table } from "./table.ts";

const test = suite("deltas by convention");
const CONVENTIONS: readonly DeltaConvention[] = [
  ...(["spot", "forward", "premiumAdjustedSpot", "premiumAdjustedForward"] as const),
];
const market = { spot: 1.3, years: 2, volatility: 0.15, rate: 0.01, dividendYield: 0.04 };

test("deltas and their strikes agree with Castagna's currency options", () => {
  const rows = table("castagna-deltas");
  assert.is(rows.length, 7);
  for (const row of rows) {
    const spot = number(row.spot),
      strike = number(row.strike);
    const option = {
      kind: row.ot!.toLowerCase() as "call" | "put",
      spot,
      years: 1,
      rate: -Math.log(number(row.dDf)),
      dividendYield: -Math.log(number(row.fDf)),
      volatility: number(row.stdDev),
      convention: row.dt === "Spot" ? ("spot" as const) : ("forward" as const),
    };
    const delta = number(row.value);
    close(currencyDelta({ ...option, strike }), delta, 1e-3, row.line);
    close(strikeFromDelta({ ...option, delta }), strike, 1e-2, row.line);
  }
});

test("a delta is the slope of what its convention counts", () => {
  const option = { ...market, kind: "put" as const, strike: 1.25 };
  const price = (spot: number) => blackScholes({ ...option, spot }).price;
  const growth = Math.exp(market.dividendYield * market.years);
  const delta = (convention: DeltaConvention) => currencyDelta({ ...option, convention });
  close(delta("spot"), slope(price, 1.3, 1e-4), 1e-7);
  close(delta("forward"), growth * delta("spot"), 1e-15);
  // in units of the currency the option costs price / spot
  const inCurrency = slope((spot) => price(spot) / spot, 1.3, 1e-4);
  close(delta("premiumAdjustedSpot"), 1.3 * inCurrency, 1e-7);
  close(delta("premiumAdjustedForward"), growth * delta("premiumAdjustedSpot"), 1e-15);
});

test("the strike of a delta has that delta, in every convention", () => {
  for (const convention of CONVENTIONS) {
    for (const kind of ["call", "put"] as const) {
      for (const size of [0.001, 0.1, 0.25, 0.4]) {
        const delta = kind === "call" ? size : -size;
        const strike = strikeFromDelta({ ...market, kind, convention, delta });
        const back = currencyDelta({ ...market, kind, convention, strike });
        close(back, delta, 1e-13, `${convention} ${kind}`);
      }
    }
  }
});

test("of two strikes with one premium-adjusted delta the higher is meant", () => {
  const convention = "premiumAdjustedForward",
    option = { ...market, kind: "call" as const, convention } as const;
  const deep = currencyDelta({ ...option, strike: 0.6 });
  const strike = strikeFromDelta({ ...option, delta: deep });
  assert.ok(strike > 1, `${strike}`);
  close(currencyDelta({ ...option, strike }), deep, 1e-13);
});

test("a delta that no strike has is an error", () => {
  const option = { ...market, kind: "call" as const };
  assert.throws(
    () => strikeFromDelta({ ...option, delta: 0.95 }),
    /^delta must be one that a call can have, got 0.95$/,
  );
  assert.throws(
    () => strikeFromDelta({ ...option, delta: -0.2 }),
    /^delta must be one that a call can have/,
  );
  const adjusted = { ...option, convention: "premiumAdjustedSpot" as const, delta: 0.9 };
  assert.throws(
    () => strikeFromDelta(adjusted),
    /^delta must be one that a call can have, got 0.9$/,
  );
});

test("a delta-neutral straddle has no delta in its convention", () => {
  for (const convention of CONVENTIONS) {
    const strike = atTheMoneyStrike({ ...market, convention });
    const [call, put] = (["call", "put"] as const).map((kind) =>
      currencyDelta({ ...market, kind, convention, strike }),
    ) as [number, number];
    close(call + put, 0, 1e-15, convention);
  }
});

test("vega is highest at the strike that says so", () => {
  const strike = atTheMoneyStrike({ ...market, meaning: "vegaMaximum" });
  const vega = (strike: number) => blackScholes({ ...market, kind: "call", strike }).vega;
  assert.ok(vega(strike) > vega(strike * 1.001) && vega(strike) > vega(strike * 0.999));
  assert.is(atTheMoneyStrike({ ...market, meaning: "spot" }), 1.3);
  close(atTheMoneyStrike({ ...market, meaning: "forward" }), 1.3 * Math.exp(-0.06), 1e-15);
});

const coin = { kind: "call" as const, spot: 60_000, strike: 65_000, years: 0.1, volatility: 0.7 };

test("Greeks of an inverse option are slopes of its coin price", () => {
  const at = (change: object) => inverseOption({ ...coin, ...change });
  const option = at({});
  close(
    option.coinDelta,
    slope((spot) => at({ spot }).coinPrice, 60_000, 6),
    1e-11,
  );
  close(
    option.coinGamma,
    slope((spot) => at({ spot }).coinDelta, 60_000, 6),
    1e-15,
  );
  close(
    option.coinVega,
    slope((volatility) => at({ volatility }).coinPrice, 0.7, 1e-4),
    1e-8,
  );
  close(option.coinTheta, -slope((years) => at({ years }).coinPrice, 0.1, 1e-5), 1e-8);
});

test("the three deltas of an inverse option differ by the price and by the premium paid", () => {
  const { delta, coinPrice, premiumAdjustedDelta, netTransactionDelta } = inverseOption(coin);
  close(premiumAdjustedDelta, delta - coinPrice, 1e-16);
  assert.is(netTransactionDelta, premiumAdjustedDelta);
  assert.is(inverseOption({ ...coin, premium: 0.1 }).netTransactionDelta, delta - 0.1);
  close(premiumAdjustedDelta, currencyDelta({ ...coin, convention: "premiumAdjustedSpot" }), 1e-14);
});

test("an inverse call at a vanishing strike is one coin, and stays it", () => {
  const { coinPrice, premiumAdjustedDelta } = inverseOption({ ...coin, strike: 1e-6 });
  close(coinPrice, 1, 1e-10);
  close(premiumAdjustedDelta, 0, 1e-10);
});

test.run();
