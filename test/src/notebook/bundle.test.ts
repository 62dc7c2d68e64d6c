import { table } from "arquero";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { book, call, short } from "../../../src/index.ts";
import { bundleOf, bundleOfValue } from "../../../src/notebook/bundle.ts";
import { plot } from "../../../src/notebook/index.ts";

const kinds = (thing: unknown) => Object.keys(bundleOf(thing)).sort();

test("a figure is an image in HTML, an SVG and a line of text", () => {
  const figure = plot({ title: "Costs", marks: [] });
  assert.equal(kinds(figure), ["image/svg+xml", "text/html", "text/plain"]);
  assert.match(String(bundleOf(figure)["image/svg+xml"]), /^<svg /);
  assert.is(bundleOf(figure)["text/plain"], "[figure: Costs]");
});

test("a table is HTML, text and data", () => {
  const bundle = bundleOf(table({ cost: [2.5] }));
  assert.equal(bundle["application/vnd.dataresource+json"], { data: [{ cost: 2.5 }] });
  assert.match(String(bundle["text/html"]), "<table");
});

test("a study result is its table and all its data", () => {
  const study = { table: () => table({ cost: [2.5] }), toJSON: () => ({ steps: 3 }) };
  assert.equal(bundleOf(study)["application/vnd.hedgelab.study+json"], { steps: 3 });
  assert.is(bundleOf(study)["text/plain"], bundleOf(study.table())["text/plain"]);
});

test("a book is a table of its positions", () => {
  const text = String(bundleOf(book(short(10, call({ strike: 100_000, days: 30 }))))["text/plain"]);
  assert.match(text, /^quantity {2}type +strike +days\n +-10 {2}call +100,000 +30\n/);
});

test("a margin report has its requirement, its charges and its scenarios, the worst first", () => {
  const scenario = (name: string, profit: number) => {
    return { name, move: 0.1, volatility: "up", weight: 1, profit };
  };
  const text = String(
    bundleOf({
      ...{ rulebook: "flat", currency: "USD", equity: 10, initial: 4, maintenance: 2 },
      ...{ initialExcess: 6, maintenanceExcess: 8, worst: "down", contributions: [] },
      charges: { scenarios: { initial: 4, maintenance: 2 } },
      scenarios: [scenario("up", 3), scenario("down", -4)],
    })["text/plain"],
  );
  assert.match(text, /^flat, in USD\nmargin /);
  assert.ok(text.indexOf("Charges") < text.indexOf("Scenarios, worst down"));
  assert.match(text, /\ndown .*-4\nup .*3\n/);
});

test("an estimate is its value and its error", () => {
  const estimate = { value: 0.99034, standardError: 0.00071 };
  assert.equal(bundleOf(estimate), { "text/plain": "0.99034 ± 0.00071" });
  const price = { value: 2548.3459, standardError: 21.717474, varianceRatio: 0.9996969 };
  assert.equal(bundleOf(price), { "text/plain": "2548 ± 22, varianceRatio 0.9997" });
  const missing = { ...price, varianceRatio: Number.NaN };
  assert.match(String(bundleOf(missing)["text/plain"]), "varianceRatio: NaN");
});

test("what says itself how it is shown is shown so", async () => {
  const own = { [Symbol.for("Jupyter.display")]: () => ({ "text/html": "<b>own</b>" }) };
  const bundle = await bundleOfValue(own);
  assert.is(bundle["text/html"], "<b>own</b>");
  assert.type(bundle["text/plain"], "string");
});

test("anything else is text", () => {
  assert.equal(bundleOf("a line"), { "text/plain": "a line" });
  assert.equal(bundleOf({ a: 1 }), { "text/plain": "{ a: 1 }" });
});

test.run();
