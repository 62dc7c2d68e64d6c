import { test } from "uvu";
import * as assert from "uvu/assert";
import { report } from "../../../src/cli/report.ts";
import { comparison, SIX } from "./fixture.ts";

const OPTIONS = { title: "Short <calls>", source: "prices & spot", command: "hedgelab study" };
const PAGE = report(comparison(SIX), OPTIONS);

test("a report answers how much risk is removed and what it costs in its first sentence", () => {
  const [, finding] = /<p class="finding">(.*?)<\/p>/.exec(PAGE)!;
  assert.match(
    finding!.replaceAll("\u00a0", " "),
    /removes 99\.31 % of the variance for 26\.8 a path/,
  );
});

test("a report needs nothing from elsewhere and runs nothing", () => {
  assert.not.match(PAGE, /<script|<link|src="(?!data:)|href=|@import|url\(/);
});

test("a report escapes the texts and names it is given", () => {
  const page = report(comparison({ "<i>x</i>": SIX.daily! }), { ...OPTIONS, command: "<b>" });
  assert.not.match(page, /<i>|<b>|<calls>/);
  assert.match(page, /&lt;i&gt;x&lt;\/i&gt;/);
});

test("a report has a row a strategy, and the book alone where no strategy is that", () => {
  for (const name of Object.keys(SIX)) assert.match(PAGE, `<th scope="row">${name}</th>`);
  assert.not.match(PAGE, ">(unhedged)<");
  const hedges = report(comparison({ daily: SIX.daily! }), OPTIONS);
  assert.match(hedges, '<th scope="row">(unhedged)</th>');
});

test("a report shows a dash for what does not exist", () => {
  assert.match(PAGE, "<td>\u2014</td><td></td>");
  assert.not.match(PAGE, /NaN|undefined|Infinity/);
});

test("a report has the four figures, the book and the seed", () => {
  assert.is(PAGE.match(/<img /g)!.length, 4);
  assert.match(PAGE, /\u221210 \u00d7 call, strike 100, days 30/);
  assert.match(PAGE, /<dt>seed<\/dt><dd>7<\/dd>/);
});

test("the same result gives the same report", () => {
  assert.is(report(comparison(SIX), OPTIONS), PAGE);
});

test.run();
