import { suite } from "uvu";
import * as assert from "uvu/assert";
import { deriveV1 } from "../../../src/margin/derive-pmrm1.ts";
import { type Pmrm1Case, pmrm1Book } from "./derive-vectors.ts";
import { near, reference } from "./reference.ts";

const test = suite("derive-pmrm1");
const { cases } = reference<{ cases: Pmrm1Case[] }>("derive-pmrm1.json");

test("equity and both net margins are those of the venue's own tests", () => {
  assert.is(cases.length, 11);
  for (const row of cases) {
    const { account, market } = pmrm1Book(row);
    const { equity, initialExcess, maintenanceExcess } = deriveV1().margin(account, market);
    near(equity, row.expected.portfolioMtM, 1e-9, `${row.id} equity`);
    near(initialExcess, row.expected.IM, 1e-9, `${row.id} initial`);
    near(maintenanceExcess, row.expected.MM, 1e-9, `${row.id} maintenance`);
  }
});

test("the charges are those of the venue's own tests", () => {
  for (const { id, expected, ...row } of cases) {
    const { account, market } = pmrm1Book({ id, expected, ...row });
    const { charges } = deriveV1().margin(account, market);
    const charge = (name: string) => charges[name]?.maintenance ?? 0;
    near(-charge("shortOptions"), expected.optionContingency, 1e-9, id);
    near(-charge("perpetuals"), expected.perpContingency, 1e-9, id);
    near(-charge("base"), expected.baseContingency, 1e-9, id);
    near(-(charges.confidence?.initial ?? 0), expected.oracleContingency, 1e-9, id);
    near(-charge("scenarios"), Math.min(expected.minSpan, expected.forwardContingency), 1e-9, id);
  }
});

test("only the underlying is collateral", () => {
  const market = {
    underlyings: { ETH: { spot: { price: 100 } } },
    currencies: { XYZ: { price: 1 } },
  };
  assert.throws(
    () => deriveV1().margin({ collateral: [{ currency: "XYZ", quantity: 1 }] }, market),
    /^collateral XYZ is not taken, known are ETH$/,
  );
});

test("in the last half hour the settled part of the forward no longer moves", () => {
  const book = (fraction: number) =>
    deriveV1().margin(
      {
        positions: [
          {
            quantity: 1,
            contract: { type: "call", underlying: "ETH", strike: 1, days: 900 / 86_400 },
          },
        ],
      },
      {
        underlyings: {
          ETH: {
            spot: { price: 1000 },
            expiries: [
              {
                days: 900 / 86_400,
                forward: 1000,
                settled: { fraction, average: 1000 },
                volatilities: [{ strike: 1, volatility: 0.5 }],
              },
            ],
          },
        },
      },
    );
  // a call deep in the money is the forward: undiscounted it loses what moves of it
  const profits = (fraction: number) =>
    book(fraction).scenarios.filter(({ move }) => move === -0.15);
  const discount = 0.95 * Math.exp((-0.05 * 900) / (365 * 86_400));
  near(profits(0)[1]!.profit, 849 * discount - 999, 1e-12);
  near(profits(0.75)[1]!.profit, (999 - 150 * 0.25) * discount - 999, 1e-12);
  near(profits(1)[1]!.profit, 999 * discount - 999, 1e-12);
});

test.run();
