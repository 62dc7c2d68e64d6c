import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  attributionChart,
  costSplitChart,
  type Figure,
  intervalChart,
  lossChart,
  sweepChart,
  toSvg,
} from "../../../src/charts/index.ts";
import { attribution } from "../../../src/hedging/attribution/attribution.ts";
import { venueCosts } from "../../../src/hedging/costs.ts";
import type { StudyOptions } from "../../../src/hedging/description.ts";
import { frontier } from "../../../src/hedging/frontier/frontier.ts";
import { lossTails } from "../../../src/hedging/outcomes/loss-tails.ts";
import { deltaHedge, unhedged } from "../../../src/hedging/strategies.ts";
import { study } from "../../../src/hedging/study.ts";
import { financedStudy } from "../../../src/margin/along-paths/financed-study.ts";
import { rulebooks } from "../../../src/margin/rulebooks.ts";
import { merton } from "../../../src/models/merton.ts";
import { book, short } from "../../../src/portfolio/book.ts";
import { call } from "../../../src/portfolio/contracts.ts";
import { options } from "../hedging/options.ts";
import { comparison, SIX, TWENTY } from "./fixture.ts";
import { outlines, wellFormed } from "./outlines.ts";

const test = suite("tournament-charts");
const names = (hedge: string) => ({ never: unhedged(), [hedge]: deltaHedge() });
const scaled = (scale: number): Partial<StudyOptions> => ({
  book: book(short(10, call({ strike: 100 * scale, days: 30 }))),
  market: { spot: 100 * scale, volatility: 0.5 },
});
const CASES: Readonly<Record<string, StudyOptions>> = {
  plain: options({ paths: 1000 }),
  "one hedge": options({ paths: 500, strategies: { daily: deltaHedge() } }),
  "large money": options({ paths: 500, ...scaled(1e7), strategies: names("daily") }),
  "tiny money": options({ paths: 500, ...scaled(1e-6), strategies: names("daily") }),
  "nasty names": options({ paths: 500, strategies: names('a<b> & "c" \u0001') }),
  "long names": options({ paths: 500, strategies: names("very long name of a hedge ".repeat(6)) }),
  "costs received": options({ paths: 500, costs: venueCosts({ fee: 0.0005, funding: -0.4 }) }),
  jumps: options({
    paths: 500,
    model: merton({ volatility: 0.4, jumpsPerYear: 30, jumpMean: -0.1, jumpDeviation: 0.1 }),
  }),
};

async function figures(described: StudyOptions): Promise<Record<string, Figure>> {
  const result = await study(described);
  const strategy = Object.keys(described.strategies).at(-1)!;
  const every = { [`${strategy}.every`]: ["5d", "1d", "12h"] };
  const sweep = await frontier({ study: described, vary: every });
  return {
    attributionChart: attributionChart(await attribution(described, { strategy, paths: 200 })),
    costSplitChart: costSplitChart(result),
    intervalChart: intervalChart(sweep),
    lossChart: lossChart(await lossTails(described)),
    sweepChart: sweepChart(sweep),
  };
}

function titleOf(figure: Figure): string {
  return /<title>(.*?)<\/title>/.exec(toSvg(figure))![1]!.replaceAll("\u00a0", " ");
}

function standsAlone(figure: Figure, name: string): void {
  const svg = toSvg(figure);
  const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg)!.map(Number);
  assert.ok(wellFormed(svg), name);
  assert.not.match(svg, /currentColor|var\(|class=|NaN|undefined|Infinity/, name);
  for (const { text, left, right, top, bottom } of outlines(svg)) {
    assert.ok(left >= 0 && right <= width!, `${name} ${text}: ${left} to ${right} of ${width}`);
    assert.ok(top >= 0 && bottom <= height!, `${name} ${text}: ${top} to ${bottom} of ${height}`);
  }
}

for (const [label, described] of Object.entries(CASES)) {
  test(`figures of ${label} are well-formed, stand alone and keep all text inside`, async () => {
    for (const [name, figure] of Object.entries(await figures(described))) {
      standsAlone(figure, name);
    }
  });
}

test("the cost of six and of twenty strategies keeps its text inside", () => {
  for (const sketches of [SIX, TWENTY]) standsAlone(costSplitChart(comparison(sketches)), "costs");
  assert.is(
    titleOf(costSplitChart(comparison(SIX))),
    "\u201chourly\u201d is the dearest hedge: 60 % of its cost is fees",
  );
});

test("a waterfall's title names the greatest drag and the cause of most variance", async () => {
  const { strategies: _, ...jumping } = CASES.jumps!;
  const parts = await attribution(
    { ...jumping, strategies: { daily: deltaHedge() }, paths: 2000 },
    { strategy: "daily" },
  );
  assert.match(
    titleOf(attributionChart(parts)),
    /^\u201cdaily\u201d loses most to jumps; \d\d % of its variance is from jumps$/,
  );
});

test("costs of a study whose margin costs capital are drawn too, also of the book alone", async () => {
  const strategies = { none: unhedged(), daily: deltaHedge({ delta: "black" }) },
    described = options({ settlement: "coin", strategies, days: 4, paths: 64 });
  const rulebook = rulebooks.deribitStandard(),
    asked = { rulebook, capital: 4, costOfCapital: 0.1, paths: 4 };
  const figure = costSplitChart(await financedStudy(described, asked));
  standsAlone(figure, "financed");
  for (const text of ["none", "daily", "capital", "Mean cost (coin a path)"]) {
    assert.ok(toSvg(figure).includes(text), text);
  }
});

test("a waterfall says what its money is: quote currency, or coin", async () => {
  const named = deltaHedge({ delta: "black" });
  for (const [settlement, unit] of [
    ["quote", "quote currency"],
    ["coin", "coin"],
  ] as const) {
    const described = options({ settlement, strategies: { daily: named }, paths: 500 });
    const figure = attributionChart(await attribution(described, { strategy: "daily" }));
    standsAlone(figure, settlement);
    assert.ok(toSvg(figure).includes(`Profit at the horizon (${unit})`), settlement);
  }
});

test("the interval's title gives the measured power, which is about minus one half", async () => {
  const free = options({ paths: 4000, costs: venueCosts({}), days: 15 });
  const sweep = await frontier({ study: free, vary: { "daily.every": ["1d", "6h", "2h"] } });
  const title = titleOf(intervalChart(sweep));
  const [, power, error] = /power \u2212(0\.\d+) \u00b1 (0\.\d+)$/.exec(title)!.map(Number);
  assert.ok(Math.abs(power! - 0.5) < 4 * error! + 0.02, title);
});

test("charts of nothing say what they need", async () => {
  const none = options({ paths: 200, strategies: { none: unhedged() } });
  assert.throws(
    () => costSplitChart(comparison({ none: SIX.none! })),
    /^result must have a hedge that costs, got none$/,
  );
  const still = await frontier({ study: none });
  assert.throws(() => intervalChart(still), /^frontier must have at least two intervals, got 0$/);
});

test.run();
