import { suite } from "uvu";
import * as assert from "uvu/assert";
import { pairedProfits } from "../../../../src/hedging/outcomes/paired-profits.ts";
import { pathTable } from "../../../../src/hedging/outcomes/path-table.ts";
import { deltaHedge, unhedged } from "../../../../src/hedging/strategies.ts";
import { study } from "../../../../src/hedging/study.ts";
import { moments, near, within } from "../../../sample.ts";
import { options } from "../options.ts";

const test = suite("path-table");
const result = await study(options());

test("the table has a row a strategy and path, and its means are those of the study", async () => {
  const rows = (await pathTable(result)).objects() as Record<string, number & string>[];
  assert.is(rows.length, 3 * 4000);
  for (const [name, known] of Object.entries(result.strategies)) {
    const own = rows.filter(({ strategy }) => strategy === name);
    assert.equal(own[17]!.path, 17);
    for (const [column, measure] of [
      ["profit", "mean"],
      ["cost", "cost"],
      ["turnover", "turnover"],
      ["trades", "trades"],
    ] as const) {
      near(moments(own.map((row) => row[column]!)).mean, known[measure].value, 1e-12);
    }
    near(moments(own.map(({ unhedged: alone }) => alone!)).mean, result.unhedged.mean.value);
  }
});

test("a range of paths has the numbers of the whole, to the bit", async () => {
  const columns = ["path", "profit", "cost", "unhedged"] as const;
  const pick = (table: { objects(): Record<string, unknown>[] }) =>
    table.objects().map((row) => columns.map((column) => row[column]));
  const whole = pick(await pathTable(options({ paths: 200 })));
  const part = pick(await pathTable(options({ paths: 200 }), { first: 33, paths: 50 }));
  [0, 1, 2].forEach((k) => {
    assert.equal(part.slice(50 * k, 50 * k + 50), whole.slice(200 * k + 33, 200 * k + 83));
  });
});

test("the probability that one strategy beats another is counted on the same paths", async () => {
  const paired = await pairedProfits(result, { first: "band", second: "daily" });
  const rows = (await pathTable(result)).objects() as Record<string, number & string>[];
  const of = (name: string) =>
    rows.filter(({ strategy }) => strategy === name).map(({ profit }) => profit!);
  const [band, daily] = [of("band"), of("daily")];
  const differences = band.map((profit, path) => profit - daily[path]!);
  near(paired.wins.value, differences.filter((each) => each > 0).length / 4000);
  near(paired.wins.standardError ** 2, (paired.wins.value * (1 - paired.wins.value)) / 3999, 1e-12);
  const { mean, deviation, deviationError } = moments(differences);
  near(paired.mean.value, mean);
  near(paired.deviation.value, deviation);
  near(paired.deviation.standardError, deviationError, 1e-3);
  const difference = result.differences.find((d) => d.first === "daily" && d.second === "band")!;
  near(paired.mean.value, -difference.mean.value);
  const counted = paired.histogram.counts.reduce((sum, count) => sum + count, 0);
  assert.ok(counted >= 0.997 * 4000 && counted <= 4000, `${counted}`);
});

test("quantiles of the difference rise, and the median's error allows for the mean", async () => {
  const { quantiles } = await pairedProfits(result, { first: "daily", second: "none" });
  quantiles.slice(1).forEach(({ difference }, i) => {
    assert.ok(difference.value >= quantiles[i]!.difference.value);
  });
});

test("a strategy ties with itself everywhere, and swapping two swaps wins and losses", async () => {
  const strategies = { a: deltaHedge(), b: deltaHedge({ band: 0 }), c: unhedged() };
  const same = await pairedProfits(options({ strategies }), { first: "a", second: "b" });
  assert.equal(same.ties, { value: 1, standardError: 0 });
  assert.is(same.wins.value, 0);
  const [one, two] = [
    await pairedProfits(options({ strategies }), { first: "a", second: "c" }),
    await pairedProfits(options({ strategies }), { first: "c", second: "a" }),
  ];
  near(one.wins.value + two.wins.value + one.ties.value, 1);
  near(one.mean.value, -two.mean.value);
});

test("the probability's error is the spread over independent seeds", async () => {
  const shares = [];
  for (let seed = 0; seed < 30; seed++) {
    const few = options({ seed: 700 + seed, paths: 1000 });
    shares.push((await pairedProfits(few, { first: "band", second: "daily" })).wins);
  }
  const spread = moments(shares.map(({ value }) => value)).deviation;
  const told = moments(shares.map(({ standardError }) => standardError)).mean;
  within(spread / told, 1, 1 / Math.sqrt(2 * 29));
});

test("an unknown strategy and too many columns are named", async () => {
  const message = (work: Promise<unknown>) =>
    work.then(
      () => assert.unreachable(),
      (error: Error) => error.message,
    );
  assert.is(
    await message(pairedProfits(result, { first: "band", second: "weekly" })),
    "second must be one of none, daily, band, got weekly",
  );
  assert.is(
    await message(pathTable(result, { paths: 1e9 })),
    "paths must leave at most 2 GB of columns, got 268.2 GB; use fewer paths or strategies",
  );
  assert.is(await message(pathTable(result, { first: -1 })), "first must not be negative, got -1");
});

test.run();
