import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { chromium, type Page } from "playwright-core";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { installKernel } from "../../../../src/notebook/kernelspec.ts";
import { scratchFolder } from "../scratch.ts";
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
].join("\n");

inLab(
  "in JupyterLab the table and the figure of a new notebook in an empty folder are seen",
  async () => {
    mkdirSync(PICTURES, { recursive: true });
    const prefix = scratchFolder();
    installKernel({ prefix });
    const lab = await startLab(scratchFolder(), join(prefix, "share", "jupyter"));
    const chrome = await chromium.launch({ executablePath: browser!, args: ["--no-sandbox"] });
    const page = await chrome.newPage({ viewport: { width: 1200, height: 1500 } });
    const picture = (name: string) => page.screenshot({ path: join(PICTURES, `${name}.png`) });
    try {
      await newNotebook(page, lab.url);
      const start = performance.now();
      await typeAndRun(page, CELLS[0]!);
      await typeAndRun(page, CELLS[1]!);
      await output(page, 1).locator("img").waitFor({ timeout: 30_000 });
      const seconds = (performance.now() - start) / 1000;
      console.log(`table and figure ${seconds.toFixed(1)} s after the first run`);
      assert.match(await output(page, 0).innerText(), /strategy[\s\S]*daily[\s\S]*±/);
      await picture("table-and-figure");

      await typeAndRun(page, CELLS[2]!);
      await output(page, 2).getByText("strike must be positive, got -1").waitFor();

      await typeAndRun(page, LONG);
      await output(page, 3).locator("progress").waitFor({ timeout: 20_000 });
      await sleep(1000);
      await picture("progress");
      const before = performance.now();
      await menu(page, "Kernel", "Interrupt Kernel");
      await output(page, 3).getByText("the cell was interrupted").waitFor({ timeout: 5000 });
      console.log(`interrupted in ${Math.round(performance.now() - before)} ms, the menu included`);
      await picture("interrupted");

      await menu(page, "Settings", "Theme", "JupyterLab Dark");
      await menu(page, "Kernel", "Restart Kernel and Run All Cells\u2026");
      await page.locator(".jp-Dialog .jp-mod-accept").click();
      // the cell that fails keeps the one below it from running
      await page.locator(".jp-CodeCell").nth(3).getByText("[ ]:").waitFor({ timeout: 30_000 });
      await output(page, 1).locator("img").waitFor();
      assert.match(await output(page, 2).innerText(), "strike must be positive");
      await picture("restarted-and-dark");
    } catch (error) {
      await picture("failed");
      throw error;
    } finally {
      await chrome.close();
      lab.process.kill("SIGTERM");
    }
  },
);

/** Open JupyterLab and click on the kernel in its launcher. */
async function newNotebook(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/lab?reset`);
  const card = page.locator('.jp-LauncherCard[data-category="Notebook"]');
  await card.filter({ hasText: "Hedgelab (TypeScript)" }).click({ timeout: 60_000 });
  await page.getByText("Hedgelab (TypeScript) | Idle").waitFor({ timeout: 60_000 });
  await page.locator(".jp-CodeCell .cm-content").first().click();
}

/** Fill the cell in which the cursor is, run it, and go to the next. */
async function typeAndRun(page: Page, source: string): Promise<void> {
  const cells = await page.locator(".jp-CodeCell").count();
  await page.locator(".jp-CodeCell .cm-focused").waitFor();
  await page.keyboard.insertText(source);
  await page.keyboard.press("Shift+Enter");
  await page.locator(".jp-CodeCell").nth(cells).locator(".cm-focused").waitFor();
}

async function menu(page: Page, name: string, ...items: string[]): Promise<void> {
  await page.locator(".lm-MenuBar-itemLabel", { hasText: name }).first().click();
  for (const item of items) {
    await page.locator(".lm-Menu-itemLabel", { hasText: item }).first().click();
  }
}

function output(page: Page, cell: number) {
  return page.locator(".jp-CodeCell").nth(cell).locator(".jp-OutputArea");
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
