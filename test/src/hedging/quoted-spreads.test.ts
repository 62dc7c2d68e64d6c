import { suite } from "uvu";
import * as assert from "uvu/assert";
import { spreadAt } from "../../../src/core/hedging.ts";
import { type OptionCosts, venueCosts } from "../../../src/hedging/costs.ts";
import { costsAt } from "../../../src/hedging/costs-at.ts";
import { deltaGammaHedge } from "../../../src/hedging/option-hedges.ts";
import { spreadNumbers } from "../../../src/hedging/quoted-spreads.ts";
import { study } from "../../../src/hedging/study.ts";
import { venues } from "../../../src/market/venues.ts";
import { markets } from "../../../src/models/presets/markets.ts";
import { call } from "../../../src/portfolio/contracts.ts";
import { refuses } from "../description.ts";
import { options } from "./options.ts";

const test = suite("quoted spreads");
const { calm } = markets.btc.spreads;
const HOUR = 3600;

test("an option pays what its bucket of the chain has", () => {
  const table = spreadNumbers(calm, HOUR);
  for (const { delta, days, premiumFraction } of calm) {
    if (premiumFraction === null) continue;
    for (const share of [0, 0.5, 0.999]) {
      const size = delta[0] + share * (delta[1] - delta[0]),
        hours = 24 * (days[0] + share * (days[1] - days[0]));
      assert.is(spreadAt(table, hours, size), premiumFraction);
      assert.is(spreadAt(table, hours, -size), premiumFraction);
    }
  }
});

test("a bucket without quotes has what is nearest in delta, then in time; the last goes on", () => {
  const bucket = (
    days: [number, number],
    delta: [number, number],
    premiumFraction: number | null,
  ) => ({
    ...{ days, delta, premiumFraction },
  });
  const table = spreadNumbers(
    [
      bucket([0, 10], [0, 0.3], null),
      bucket([0, 10], [0.3, 0.6], null),
      bucket([10, 20], [0, 0.3], null),
      bucket([10, 20], [0.3, 0.6], 0.04),
    ],
    24 * HOUR,
  );
  assert.equal(table.fractions, [
    [0.04, 0.04],
    [0.04, 0.04],
  ]);
  assert.is(spreadAt(table, 400, 0.99), 0.04);
});

test("one bucket for all is a half-spread that is the same share of every price", async () => {
  const strategies = { gamma: deltaGammaHedge({ using: call({ strike: 105, days: 60 }) }) };
  const resultOf = async (option: Partial<OptionCosts>) => {
    const described = options({ costs: venueCosts({ option }), strategies, paths: 512 });
    return (await study(described)).strategies.gamma!;
  };
  const all = { delta: [0, 1], days: [0, 400], premiumFraction: 0.02 } as const;
  const [table, share] = [await resultOf({ spreads: [all] }), await resultOf({ halfSpread: 0.02 })];
  assert.equal(table, share);
  assert.ok(table.costs.spread.value > 0);
});

test("a venue's costs take the spreads of a chain in place of its rule", () => {
  const { option } = costsAt({ venue: venues.deribitBtc, spot: 100_000, spreads: calm });
  assert.is(option!.cap, 0.125);
  assert.is(option!.halfSpread, 0);
  assert.is(option!.spreads!.length, calm.length);
  assert.equal(venueCosts(JSON.parse(JSON.stringify(venueCosts({ option })))).option, option);
});

test("spreads with gaps, without quotes, or not of buckets are refused", () => {
  const says = (spreads: unknown, kind: typeof RangeError | typeof TypeError, rule: string) =>
    refuses(() => venueCosts({ option: { spreads: spreads as typeof calm } }), kind, rule);
  const grid = "option.spreads must be buckets of every delta for every time, without gaps";
  says(calm.slice(1), RangeError, `${grid}, got an array of ${calm.length - 1}`);
  const unquoted = calm.map((each) => ({ ...each, premiumFraction: null }));
  const rule = `option.spreads must have a bucket with quotes, got an array of ${calm.length}`;
  says(unquoted, RangeError, rule);
  says(0.01, TypeError, "option.spreads must be an array of half-spreads, got 0.01");
});

test.run();
