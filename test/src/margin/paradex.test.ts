import { suite } from "uvu";
import * as assert from "uvu/assert";
import { minimumDelta } from "../../../src/margin/minimum-delta.ts";
import { paradexCross, paradexOptionMargin } from "../../../src/margin/paradex-cross.ts";
import { paradexPortfolio } from "../../../src/margin/paradex-portfolio.ts";
import { near, reference } from "./reference.ts";

const test = suite("paradex");

interface Paradex {
  readonly pm: { readonly scenarios: readonly (readonly [number, number, number])[] };
  readonly cases: readonly {
    readonly id: string;
    readonly spot: number;
    readonly q?: number;
    readonly mark?: number;
    readonly strike?: number;
    readonly positions?: readonly { readonly q: number; readonly delta: number }[];
    readonly expected: Readonly<Record<string, number>>;
  }[];
}
const { pm, cases } = reference<Paradex>("paradex.json");

test("the scenarios are those of the page, in its order", () => {
  paradexPortfolio().parameters.scenarios.forEach(({ move, volatility, weight }, i) => {
    const row = pm.scenarios[i]!;
    near(move * 100, row[0], 1e-13);
    near(volatility * 100, row[1], 1e-13);
    near(weight * 100, row[2], 1e-13);
  });
  assert.is(paradexPortfolio().parameters.scenarios.length, pm.scenarios.length);
});

test("the charge on deltas is that of the page's example", () => {
  const { positions, spot, expected } = cases.find(({ id }) => id === "minDelta")!;
  const deltas = positions!.map(({ q, delta }) => q * delta);
  const { net, gross, hedged, charge } = minimumDelta({ deltas, spot });
  near(net, expected.netDelta!, 1e-15);
  near(gross, expected.grossDelta!, 1e-15);
  near(hedged, expected.hedgedDelta!, 1e-15);
  near(charge, expected.minDeltaRisk_computed_from_formula!, 1e-12);
});

test("margins of single options are those of the page's examples", () => {
  const options = cases.filter(({ id }) => id.startsWith("xm_"));
  assert.is(options.length, 5);
  for (const { id, spot, q, mark, strike, expected } of options) {
    const type = id.includes("put") ? "put" : "call";
    const found = paradexOptionMargin({ type, quantity: q!, spot, mark, strike });
    near(found.initial, expected.IMR!, 1e-14, id);
    if (expected.MMR !== undefined) near(found.maintenance, expected.MMR, 1e-14, id);
  }
});

test("a short put is charged at most half of its strike", () => {
  const { initial } = paradexOptionMargin({ type: "put", quantity: -1, spot: 100, strike: 10 });
  near(initial, 5, 1e-14);
});

test("a long option without a mark and a short one without a strike are refused", () => {
  const option = { type: "call", spot: 100 } as const;
  assert.throws(
    () => paradexOptionMargin({ ...option, quantity: 1 }),
    /^mark must be finite, got NaN$/,
  );
  assert.throws(
    () => paradexOptionMargin({ ...option, quantity: -1 }),
    /^strike must be finite, got NaN$/,
  );
});

const perpetual = { type: "perpetual", underlying: "BTC" } as const;
const market = {
  underlyings: {
    BTC: {
      spot: { price: 100 },
      perpetual: { price: 100 },
      expiries: [
        { days: 30, forward: 100, volatilities: [{ strike: 100, volatility: 0.5, callMark: 7 }] },
      ],
    },
  },
};

test("a perpetual alone loses the outermost plain move, or a weighted tail", () => {
  const at = (quantity: number) =>
    paradexPortfolio().margin({ positions: [{ quantity, contract: perpetual }] }, market);
  near(at(1).initial, 16, 1e-12);
  // short: 400 % up at 4 %, or 300 % at 5.33 %: not above 500 % at 3.2 %
  near(at(-1).initial, 16, 1e-12);
  near(at(1).maintenance, 8, 1e-12);
});

test("a hedged book is charged on its deltas", () => {
  const hedged = paradexPortfolio().margin(
    {
      positions: [
        { quantity: 1, contract: { type: "call", underlying: "BTC", strike: 100, days: 30 } },
        { quantity: -1, contract: { type: "put", underlying: "BTC", strike: 100, days: 30 } },
        { quantity: -1, contract: perpetual },
      ],
    },
    market,
  );
  assert.is(hedged.worst, "BTC delta");
  // a synthetic forward against the perpetual: net 0, gross 2, hedged 1
  near(hedged.initial, 0.01 * 100, 1e-9);
});

test("cross margin takes the venue's mark where the market has it", () => {
  const { equity, initial } = paradexCross().margin(
    {
      positions: [
        { quantity: 2, contract: { type: "call", underlying: "BTC", strike: 100, days: 30 } },
      ],
    },
    market,
  );
  near(equity, 14, 1e-14);
  near(initial, 14, 1e-14);
});

test.run();
