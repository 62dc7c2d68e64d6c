import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { hasLab, type Lab, newNotebook, openLab, output, picture } from "./lab.ts";

const wanted = process.env.CI !== undefined;
if (hasLab && !wanted) console.log("the package is installed and seen only where CI is set");
const inLab = hasLab && wanted ? test : test.skip;
/** Seconds in which a kernel has read what it can before its first cell. */
const WARM = 8;
/** Pairs of kernels that are started one after the other. */
const TURNS = Number(process.env.HEDGELAB_TURNS ?? 1);

const EXAMPLE = [
  "import {",
  "  study, book, call, short, merton, deltaHedge, deltaGammaHedge, unhedged, whalleyWilmott,",
  "  costsAt, venues,",
  '} from "hedgelab";',
  'import { frontierChart } from "hedgelab/charts";',
  'import { show } from "hedgelab/notebook";',
  "const result = await study({",
  "  book: book(short(10, call({ strike: 100_000, days: 30 }))),",
  "  market: { spot: 100_000, volatility: 0.55, rate: 0 },",
  "  model: merton({ volatility: 0.45, jumpsPerYear: 12, jumpMean: -0.02, jumpDeviation: 0.07 }),",
  "  strategies: {",
  "    none: unhedged(),",
  '    daily: deltaHedge({ every: "1d" }),',
  "    band: deltaHedge({ band: whalleyWilmott({ riskAversion: 1e-5 }) }),",
  '    gamma: deltaGammaHedge({ every: "1d", using: call({ strike: 105_000, days: 60 }) }),',
  "  },",
  "  costs: costsAt({ venue: venues.deribitBtc, spot: 100_000 }),",
  "  paths: 1_000_000, seed: 7,",
  "});",
  "show(result.table());",
  "frontierChart(result)",
].join("\n");

let home = "";
test.before(() => {
  if (hasLab && wanted) home = mkdtempSync(join(tmpdir(), "hedgelab-"));
});
test.after(() => {
  if (home) rmSync(home, { recursive: true, force: true });
});

inLab(
  "the package, installed as it is published, shows table and figure of an empty folder",
  async () => {
    const [project, prefix, empty] = ["project", "prefix", "empty"].map(folderAtHome);
    run(process.cwd(), "npm", "pack", "--ignore-scripts", "--pack-destination", home);
    const tarball = readdirSync(home).find((name) => name.endsWith(".tgz"))!;
    run(project!, "npm", "install", "--no-audit", "--no-fund", join(home, tarball));
    run(project!, "npx", "hedgelab", "kernel", "install", "--prefix", prefix!);
    const lab = await openLab({ folder: empty!, prefix: prefix! });
    try {
      for (let turn = 1; turn <= TURNS; turn++) {
        const told = [await secondsToFigure(lab, 0), await secondsToFigure(lab, WARM)];
        console.log(
          `figure after ${told[0]} s in a new kernel, ${told[1]} s in one that has waited`,
        );
      }
      await picture(lab.page, "package");
    } finally {
      await lab.close();
    }
  },
);

function folderAtHome(name: string): string {
  const folder = join(home, name);
  mkdirSync(folder);
  return folder;
}

function run(cwd: string, command: string, ...words: string[]): void {
  const { status, stderr } = spawnSync(command, words, { cwd, encoding: "utf8" });
  assert.is(status, 0, stderr);
}

/** From the keys that run a cell to the figure below it. */
async function secondsToFigure(lab: Lab, waitSeconds: number): Promise<string> {
  const { page } = lab;
  await newNotebook(lab);
  await sleep(1000 * waitSeconds);
  await page.keyboard.insertText(EXAMPLE);
  const start = performance.now();
  await page.keyboard.press("Shift+Enter");
  await output(page, 0).locator("img").waitFor({ timeout: 60_000 });
  const seconds = (performance.now() - start) / 1000;
  assert.match(await output(page, 0).innerText(), /strategy[\s\S]*gamma[\s\S]*\u00b1/);
  return seconds.toFixed(1);
}

test.run();
