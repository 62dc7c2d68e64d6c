import { setTimeout as sleep } from "node:timers/promises";
import { test } from "uvu";
import * as assert from "uvu/assert";
import {
  hasLab,
  type Lab,
  menu,
  newNotebook,
  openLab,
  output,
  picture,
  typeAndRun,
  wear,
} from "./lab.ts";

const inLab = hasLab ? test : test.skip;
const THEMES = ["light", "dark"] as const;

const CELLS = [
  [
    "import {",
    "  study, book, call, short, geometricBrownian, unhedged, deltaHedge, proportionalCosts,",
    '} from "hedgelab";',
    'import { frontierChart } from "hedgelab/charts";',
    "const describe = (paths: number) => ({",
    "  book: book(short(10, call({ strike: 100_000, days: 30 }))),",
    "  market: { spot: 100_000, volatility: 0.55 },",
    "  model: geometricBrownian({ volatility: 0.55 }),",
    '  strategies: { never: unhedged(), daily: deltaHedge({ every: "1d" }), band: deltaHedge({ every: "4h", band: 0.5 }) },',
    "  costs: proportionalCosts({ rate: 0.0005 }),",
    "  paths,",
    "  seed: 7,",
    "});",
    "const result = await study(describe(50_000));",
    "result",
  ].join("\n"),
  "frontierChart(result)",
  "call({ strike: -1, days: 30 })",
];
const LONG = [
  'import { progress } from "hedgelab/notebook";',
  'await study(describe(100_000_000), { onProgress: progress("paths") });',
].join("\n");

let lab: Lab;
test.before(async () => {
  if (hasLab) lab = await openLab();
});
test.after(() => lab?.close());

inLab("the table and the figure of a new notebook in an empty folder are seen", async () => {
  const { page } = lab;
  await newNotebook(lab);
  const start = performance.now();
  await typeAndRun(page, CELLS[0]!);
  await typeAndRun(page, CELLS[1]!);
  await output(page, 1).locator("img").waitFor({ timeout: 30_000 });
  const seconds = (performance.now() - start) / 1000;
  console.log(`table and figure ${seconds.toFixed(1)} s after the first run`);
  assert.match(await output(page, 0).innerText(), /strategy[\s\S]*daily[\s\S]*±/);
  await picture(page, "table-and-figure");

  await typeAndRun(page, CELLS[2]!);
  await output(page, 2).getByText("strike must be positive, got -1").waitFor();

  await typeAndRun(page, LONG);
  await output(page, 3).getByRole("progressbar").waitFor({ timeout: 20_000 });
  await output(page, 3)
    .getByText(/^paths \d+ %, [\d.]+[KM]\/s, \d+ (s|min) left$/)
    .waitFor();
  await sleep(3000);
  for (const theme of THEMES) {
    await wear(page, theme);
    await picture(page, `progress-${theme}`);
  }
  const before = performance.now();
  await menu(page, "Kernel", "Interrupt Kernel");
  await output(page, 3).getByText("the cell was interrupted").waitFor({ timeout: 5000 });
  console.log(`interrupted in ${Math.round(performance.now() - before)} ms, the menu included`);
  await picture(page, "interrupted");

  await menu(page, "Kernel", "Restart Kernel and Run All Cells\u2026");
  await page.locator(".jp-Dialog .jp-mod-accept").click();
  // the cell that fails keeps the one below it from running
  await page.locator(".jp-CodeCell").nth(3).getByText("[ ]:").waitFor({ timeout: 30_000 });
  await output(page, 1).locator("img").waitFor();
  assert.match(await output(page, 2).innerText(), "strike must be positive");
  await picture(page, "restarted-and-dark");
});

const COMPARED = [
  "import {",
  "  study, book, call, short, geometricBrownian, unhedged, deltaHedge, proportionalCosts,",
  '} from "hedgelab";',
  'import { frontierChart, profitChart } from "hedgelab/charts";',
  'import { compare } from "hedgelab/notebook";',
  "const at = (volatility: number) => study({",
  "  book: book(short(10, call({ strike: 100_000, days: 30 }))),",
  "  market: { spot: 100_000, volatility: 0.55 },",
  "  model: geometricBrownian({ volatility }),",
  '  strategies: { never: unhedged(), daily: deltaHedge({ every: "1d" }) },',
  "  costs: proportionalCosts({ rate: 0.0005 }),",
  "  paths: 20_000,",
  "});",
  "const [calm, wild] = [await at(0.4), await at(0.8)];",
  "compare(frontierChart(calm, { width: 440 }), frontierChart(wild, { width: 440 }));",
  'compare(calm, profitChart(wild), "a line");',
].join("\n");

inLab("what is compared stands side by side, on light and on dark", async () => {
  const { page } = lab;
  await newNotebook(lab);
  await page.keyboard.press("Control+b");
  await typeAndRun(page, COMPARED);
  const images = output(page, 0).locator("img");
  await images.nth(2).waitFor({ timeout: 60_000 });
  const [left, right] = [await images.nth(0).boundingBox(), await images.nth(1).boundingBox()];
  assert.is(left!.y, right!.y);
  assert.ok(left!.x + left!.width <= right!.x);
  assert.ok(left!.width > 400, `${left!.width} pixels`);
  for (const theme of THEMES) {
    await wear(page, theme);
    await picture(page, `compared-${theme}`);
  }
});

const IMPORTS = [
  "import {",
  "  study, book, call, short, geometricBrownian, customHedge, deltaHedge,",
  '} from "hedgelab";',
].join("\n");
const OWN = [
  "const rows: any = [];",
  "const mine = customHedge((columns) => {",
  "  for (let i = 0; i < columns.paths; i++) {",
  "    columns.target[i] = rows[i].target;",
  "  }",
  "});",
  "await study({",
  "  book: book(short(10, call({ strike: 100_000, days: 30 }))),",
  "  market: { spot: 100_000, volatility: 0.55 },",
  "  model: geometricBrownian({ volatility: 0.55 }),",
  "  strategies: { mine },",
  "  paths: 1000,",
  "})",
].join("\n");
/** Cells that fail, and what their messages have to tell. */
const FAILING = {
  'deltaHedge({ evry: "1d" })': ["'evry' does not exist", "1 |"],
  'call({ strike: "high", days: 30 })': ["'string' is not assignable to type 'number'", "1 |"],
  [OWN]: ["TypeError", "'target'", "4 |     columns.target[i] = rows[i].target;"],
  "call({ strike: -1, days: 30 })": ["strike must be positive, got -1", "1 |"],
  'deltaHedge({ every: "1 moon" })': ["every must be", "1 moon", "1 |"],
} as const;
/** The pixels of a laptop's screen that JupyterLab leaves to a cell, less than that. */
const SCREEN = 400;

inLab("a failing cell's message fits on a screen and names what to change", async () => {
  const { page } = lab;
  await newNotebook(lab);
  await typeAndRun(page, IMPORTS);
  for (const [index, [source, told]] of Object.entries(FAILING).entries()) {
    await typeAndRun(page, source);
    const report = output(page, index + 1);
    await report.getByText(told[0]).first().waitFor();
    const text = await report.innerText();
    for (const part of told) assert.ok(text.includes(part), `${part} in ${text}`);
    const { height } = (await report.boundingBox())!;
    assert.ok(height < SCREEN, `${height} pixels:\n${text}`);
  }
  for (const theme of THEMES) {
    await wear(page, theme);
    await picture(page, `errors-${theme}`);
  }
});

test.run();
