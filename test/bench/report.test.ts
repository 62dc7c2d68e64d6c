import { suite } from "uvu";
import * as assert from "uvu/assert";
import { json, type Result, table } from "../../bench/harness/report.ts";

const test = suite("bench report");

const W3: Result = {
  workload: "W3",
  unit: "path-step",
  nanosecondsPerUnit: 5.54321,
  least: 5.1,
  ratios: { quantlib: 0.0151, native128: 1.0234 },
};
const start: Result = {
  workload: "start",
  unit: "process",
  nanosecondsPerUnit: 45_000_000,
  least: 44_000_000,
  ratios: {},
};

test("a table has a row a workload and a column a contender that raced", () => {
  assert.is(
    table([W3, start]),
    [
      "workload  unit        ns/unit     least  native128  quantlib",
      "W3        path-step      5.54      5.10       1.02    0.0151",
      "start     process    45000000  44000000",
    ].join("\n"),
  );
});

test("a contender that is not one of the usual peers gets a column at the end", () => {
  const study = { ...W3, ratios: { kernels: 1.2, numba: 0.1 } };
  assert.match(table([study]), /numba {2}kernels\n.*0\.100 +1\.20$/);
});

test("JSON leaves out ratios that were not measured and keeps four digits", () => {
  const report = { machine: "a processor", node: "20.20.2", date: "2026-01-01", results: [W3] };
  const { machine, results } = JSON.parse(json(report));
  assert.is(machine, "a processor");
  assert.equal(results[0].ratios, { quantlib: 0.0151, native128: 1.023 });
  assert.is(results[0].nanosecondsPerUnit, 5.543);
});

test.run();
