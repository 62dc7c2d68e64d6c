import { suite } from "uvu";
import * as assert from "uvu/assert";
import { venueCosts } from "../../../../src/hedging/costs.ts";
import { discreteHedgeDeviation } from "../../../../src/hedging/frontier/discrete-hedge-deviation.ts";
import { deltaHedge } from "../../../../src/hedging/strategies.ts";
import { study } from "../../../../src/hedging/study.ts";
import { merton } from "../../../../src/models/merton.ts";
import { book, long, short } from "../../../../src/portfolio/book.ts";
import { call, put } from "../../../../src/portfolio/contracts.ts";
import { DERMAN_KAMAL } from "../../../reference/hedging/derman-kamal.ts";
import { options } from "../options.ts";

const test = suite("discrete-hedge-deviation");
const { spot, strike, rate, volatility, cases } = DERMAN_KAMAL;

for (const { trades, standardDeviation, formula } of cases) {
  test(`${trades} trades leave the deviation published for them, near Derman and Kamal's`, () => {
    // a twelfth of a year in whole seconds, and its parts in whole seconds
    const seconds = Math.round((365 * 86_400) / 12 / trades);
    const deviation = discreteHedgeDeviation({
      study: {
        book: book(short(1, call({ strike, days: (seconds * trades) / 86_400 }))),
        ...{ market: { spot, volatility, rate }, strategies: { hedge: deltaHedge() } },
      },
      every: `${seconds}s`,
    });
    for (const printed of standardDeviation) {
      assert.ok(Math.abs(deviation - printed) < 0.03 * printed + 0.005, `${deviation} ${printed}`);
    }
    assert.ok(Math.abs(deviation - formula) < 0.05 * formula + 0.005, `${deviation} ${formula}`);
  });
}

test("a book of calls and puts over its life is hedged as the leading order says", async () => {
  const mixed = {
    ...options({ paths: 20_000, days: 10 }),
    book: book(
      short(10, call({ strike: 100, days: 30 })),
      long(4, put({ strike: 90, days: 20 })),
      short(3, call({ strike: 120, days: 30, volatility: 0.6 })),
    ),
    costs: venueCosts({}),
    strategies: { "1d": deltaHedge(), "3h": deltaHedge({ every: "3h" }) },
  };
  const result = await study(mixed);
  // a leading order: of what is beyond it less than an eighth is left with eight times the trades
  const off = (["1d", "3h"] as const).map((every) => {
    const { value, standardError } = result.strategies[every]!.standardDeviation;
    // the mispriced call adds what its own volatility earns, which is small here
    return {
      off: Math.abs(discreteHedgeDeviation({ study: mixed, every }) / value - 1),
      noise: standardError / value,
    };
  });
  assert.ok(off[0]!.off < 0.15 + 4 * off[0]!.noise, `${off[0]!.off}`);
  assert.ok(off[1]!.off < 0.05 + 4 * off[1]!.noise, `${off[1]!.off}`);
});

test("in coin premium-adjusted deltas leave what the leading order says, too", async () => {
  const often = deltaHedge({ every: "3h", delta: "premiumAdjusted" }),
    market = { spot: 100, volatility: 0.5, rate: 0.1 };
  const described = options({ ...{ market, days: 10, settlement: "coin", paths: 20_000 } }),
    settled = { ...described, costs: venueCosts({}), strategies: { often } },
    theory = discreteHedgeDeviation({ study: settled, every: "3h" });
  const { value, standardError } = (await study(settled)).strategies.often!.standardDeviation;
  assert.ok(
    Math.abs(theory / value - 1) < 0.05 + (4 * standardError) / value,
    `${theory} ${value}`,
  );
});

test("four times as often leaves half the deviation", () => {
  const far = { ...options(), days: 15 };
  const of = (every: string) => discreteHedgeDeviation({ study: far, every });
  const ratio = of("4m") / of("1m");
  assert.ok(Math.abs(ratio - 2) < 1e-3, `${ratio}`);
});

test("a book that hedges itself leaves nothing", () => {
  const flat = {
    ...options(),
    book: book(short(1, call({ strike: 100, days: 30 })), long(1, put({ strike: 100, days: 30 }))),
  };
  assert.ok(discreteHedgeDeviation({ study: flat, every: "1d" }) < 1e-6);
});

test("another model and no duration are named", () => {
  const model = merton({ volatility: 0.4, jumpsPerYear: 1, jumpMean: 0, jumpDeviation: 0.1 });
  assert.throws(
    () => discreteHedgeDeviation({ study: options({ model }), every: "1d" }),
    /^model must be geometricBrownian, got merton$/,
  );
  assert.throws(
    () => discreteHedgeDeviation({ study: options(), every: "daily" }),
    /^every must be a duration such as "1d", got daily$/,
  );
});

test.run();
