import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { chromium, type Page } from "playwright-core";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { installKernel } from "../../../../src/notebook/kernelspec.ts";
import { scratchFolder, writeCells } from "../scratch.ts";
import { jupyterPython } from "./python.ts";

const BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const browser = process.env.HEDGELAB_CHROMIUM ?? BROWSERS.find((path) => existsSync(path));
if (browser === undefined) console.log("no chromium found: the test in JupyterLab is skipped");
const python = browser === undefined ? null : jupyterPython();
const inLab = python === null ? test.skip : test;

/** Where the pictures go, to be looked at. */
const PICTURES = resolve("out", "jupyterlab");

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
];

inLab(
  "in JupyterLab a new notebook in an empty folder shows table and figure, is interrupted and restarts",
  async () => {
    mkdirSync(PICTURES, { recursive: true });
    const prefix = scratchFolder();
    const folder = scratchFolder();
    installKernel({ prefix });
    writeCells(folder, "first", [...CELLS, LONG.join("\n"), "6 * 7"]);
    const lab = await startLab(folder, join(prefix, "share", "jupyter"));
    const chrome = await chromium.launch({ executablePath: browser!, args: ["--no-sandbox"] });
    try {
      const page = await chrome.newPage({ viewport: { width: 1200, height: 1500 } });
      await page.goto(`${lab.url}/lab/tree/first.ipynb?reset`);
      await page.locator(".jp-Notebook .jp-CodeCell").first().waitFor({ timeout: 60_000 });
      await idle(page);
      const start = performance.now();
      await runCells(page, 2);
      await output(page, 1).locator("img").waitFor({ timeout: 30_000 });
      const seconds = (performance.now() - start) / 1000;
      await page.screenshot({ path: join(PICTURES, "table-and-figure.png") });
      console.log(`table and figure ${seconds.toFixed(1)} s after the first run`);
      assert.match(await output(page, 0).innerText(), /strategy[\s\S]*daily[\s\S]*±/);
      await runCells(page, 1);
      await output(page, 2).getByText("strike must be positive, got -1").waitFor();
      await runCells(page, 1);
      await output(page, 3).locator("progress").waitFor({ timeout: 20_000 });
      await sleep(1500);
      await page.screenshot({ path: join(PICTURES, "progress.png") });
      const before = performance.now();
      await page.keyboard.press("Escape");
      await page.keyboard.press("i");
      await page.keyboard.press("i");
      await output(page, 3).getByText("the cell was interrupted").waitFor({ timeout: 5000 });
      console.log(`interrupted in ${Math.round(performance.now() - before)} ms`);
      await page.screenshot({ path: join(PICTURES, "interrupted.png") });
      await restart(page);
      await runCells(page, 1);
      await output(page, 4).getByText("42").waitFor({ timeout: 20_000 });
      await page.screenshot({ path: join(PICTURES, "restarted.png") });
    } finally {
      await chrome.close();
      lab.process.kill("SIGTERM");
    }
  },
);

/** Run the selected cell and go to the next one, some times. */
async function runCells(page: Page, count: number): Promise<void> {
  await page
    .locator(".jp-Notebook")
    .first()
    .focus()
    .catch(() => {});
  for (let i = 0; i < count; i++) await page.keyboard.press("Shift+Enter");
}

function output(page: Page, cell: number) {
  return page.locator(".jp-CodeCell").nth(cell).locator(".jp-OutputArea");
}

async function idle(page: Page): Promise<void> {
  await page.locator('.jp-NotebookPanel-toolbar [data-status="idle"]').waitFor({ timeout: 60_000 });
  await page.locator(".jp-CodeCell").first().locator(".jp-InputPrompt").click();
}

async function restart(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await page.keyboard.press("0");
  await page.keyboard.press("0");
  await page.locator(".jp-Dialog .jp-mod-accept").click();
  await page.locator('.jp-NotebookPanel-toolbar [data-status="idle"]').waitFor({ timeout: 30_000 });
}

async function startLab(
  folder: string,
  path: string,
): Promise<{ url: string; process: ChildProcess }> {
  const port = await freePort();
  const words = [
    "-m",
    "jupyterlab",
    "--no-browser",
    "--allow-root",
    `--port=${port}`,
    "--ServerApp.port_retries=0",
  ];
  const open = ["--IdentityProvider.token=", `--ServerApp.root_dir=${folder}`];
  const env = {
    ...process.env,
    JUPYTER_PATH: path,
    JUPYTER_DATA_DIR: join(path, "data"),
    JUPYTER_CONFIG_DIR: join(path, "config"),
  };
  const lab = spawn(python!, [...words, ...open], { env, stdio: "ignore" });
  process.once("exit", () => lab.kill("SIGKILL"));
  const url = `http://localhost:${port}`;
  for (let tries = 0; tries < 200; tries++) {
    const answered = await fetch(`${url}/api`).then(
      (response) => response.ok,
      () => false,
    );
    if (answered) return { url, process: lab };
    await sleep(200);
  }
  throw new Error("JupyterLab did not start");
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => done(port));
    });
  });
}

test.run();
