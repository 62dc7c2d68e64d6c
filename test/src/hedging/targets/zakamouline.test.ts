import { suite } from "uvu";
import * as assert from "uvu/assert";
import { tracePath } from "../../../../src/core/hedging.ts";
import { optionGreeks } from "../../../../src/core/options.ts";
import { zakamouline } from "../../../../src/hedging/bands.ts";
import { studyDescription } from "../../../../src/hedging/description.ts";
import { grid, lower } from "../../../../src/hedging/plan.ts";
import { deltaHedge } from "../../../../src/hedging/strategies.ts";
import { study } from "../../../../src/hedging/study.ts";
import { book, long, short } from "../../../../src/portfolio/book.ts";
import { call } from "../../../../src/portfolio/contracts.ts";
import { refuses } from "../../description.ts";

const test = suite("Zakamouline");
const market = { spot: 100, volatility: 0.5, rate: 0.04 };
const [aversion, rate] = [0.5, 0.002];
const costs = { type: "proportional", rate } as const;

for (const [name, position] of [
  ["sold", short(1, call({ strike: 100, days: 30 }))],
  ["bought", long(1, call({ strike: 100, days: 30 }))],
] as const) {
  test(`an option ${name} is held within the published band, and traded to its edge`, () => {
    const strategies = {
      band: deltaHedge({ every: "12h", band: zakamouline({ riskAversion: aversion }) }),
    };
    const description = studyDescription({ book: book(position), market, costs, strategies });
    const plan = lower(description, grid(description));
    let traded = 0;
    for (const path of [0, 1, 2, 3, 4]) {
      const trace = tracePath(plan, path),
        held = trace.subarray(plan.steps + 1 + plan.steps);
      let before = 0;
      for (let step = 0; step < plan.steps; step++) {
        const spot = trace[step]!,
          years = (30 - step / 2) / 365,
          terms = { spot, strike: 100, years, rate: 0.04 };
        const gamma = optionGreeks({ ...terms, volatility: 0.5 }, ["gamma"]).gamma[0]!;
        const aged = (Math.exp(-0.04 * years) / 0.5) ** 0.25;
        const k =
          ((-4.76 * rate ** 0.78) / years ** 0.02) * aged * (aversion * spot ** 2 * gamma) ** 0.15;
        const sign = name === "sold" ? -1 : 1,
          volatility = 0.5 * Math.sqrt(1 + sign * k);
        const target = -sign * optionGreeks({ ...terms, volatility }, ["delta"]).delta[0]!;
        const width =
          rate / (aversion * spot * 0.25 * years) +
          1.12 * rate ** 0.31 * years ** 0.05 * aged * Math.sqrt(gamma / aversion);
        const expected = Math.min(Math.max(before, target - width), target + width);
        assert.ok(Math.abs(held[step]! - expected) < 1e-4, `path ${path} step ${step}`);
        if (Math.abs(expected - before) > 1e-3) traded++;
        before = held[step]!;
      }
    }
    assert.ok(traded > 10);
  });
}

test("a smaller aversion to risk trades less", async () => {
  const strategies = {
    keen: deltaHedge({ every: "12h", band: zakamouline({ riskAversion: 0.05 }) }),
    shy: deltaHedge({ every: "12h", band: zakamouline({ riskAversion: 1 }) }),
  };
  const one = book(short(1, call({ strike: 100, days: 30 })));
  const { differences } = await study({ book: one, market, costs, strategies, paths: 4000 });
  const { cost, efficiency } = differences[0]!;
  assert.ok(cost.value < -4 * cost.standardError);
  assert.ok(efficiency.value < -4 * efficiency.standardError);
});

test("what the formulas are not for is refused", async () => {
  refuses(
    () => zakamouline({ riskAversion: 0 }),
    RangeError,
    "riskAversion must be positive, got 0",
  );
  const two = book(
    short(1, call({ strike: 100, days: 30 })),
    short(1, call({ strike: 100, days: 9 })),
  );
  const strategies = { band: deltaHedge({ band: zakamouline({ riskAversion: 1 }) }) };
  await study({ book: two, market, costs, strategies, paths: 64 }).then(
    () => assert.unreachable(),
    (error) => assert.is(error.message, "band zakamouline needs a book of one expiry"),
  );
});

test.run();
