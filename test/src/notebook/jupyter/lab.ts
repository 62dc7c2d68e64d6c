import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { chromium, type Locator, type Page } from "playwright-core";
import { installKernel } from "../../../../src/notebook/kernelspec.ts";
import { scratchFolder } from "../scratch.ts";
import { jupyterPython } from "./python.ts";

const BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const browser = process.env.HEDGELAB_CHROMIUM ?? BROWSERS.find((path) => existsSync(path));
if (browser === undefined) console.log("no chromium found: the tests in JupyterLab are skipped");
const python = browser === undefined ? null : jupyterPython();

/** Whether this machine has a JupyterLab and a Chromium to see it with. */
export const hasLab: boolean = python !== null;

/** Where the pictures go, to be looked at. */
const PICTURES = resolve("out", "jupyterlab");

export type Theme = "light" | "dark";

const THEMES = { light: "JupyterLab Light", dark: "JupyterLab Dark" } as const;

/** A JupyterLab and the page that shows it. */
export interface Lab {
  readonly url: string;
  readonly page: Page;
  close(): Promise<void>;
}

export interface LabOptions {
  /** The folder that is opened; an empty one when left out. */
  readonly folder?: string;
  /** Where `kernel install --prefix` has written; the kernel of this repository when left out. */
  readonly prefix?: string;
  readonly height?: number;
}

/** Start a JupyterLab of its own and open it in Chromium. */
export async function openLab(options: LabOptions = {}): Promise<Lab> {
  const { folder = scratchFolder(), prefix = kernelPrefix(), height = 1500 } = options;
  const { url, server } = await startServer(folder, join(prefix, "share", "jupyter"));
  const chrome = await chromium.launch({ executablePath: browser!, args: ["--no-sandbox"] });
  const page = await chrome.newPage({ viewport: { width: 1200, height } });
  const close = async () => {
    await chrome.close();
    server.kill("SIGTERM");
  };
  return { url, page, close };
}

function kernelPrefix(): string {
  const prefix = scratchFolder();
  installKernel({ prefix });
  return prefix;
}

async function startServer(
  folder: string,
  path: string,
): Promise<{ url: string; server: ChildProcess }> {
  const port = await freePort();
  const words = ["--no-browser", "--allow-root", `--port=${port}`, "--ServerApp.port_retries=0"];
  const open = ["--IdentityProvider.token=", `--ServerApp.root_dir=${folder}`];
  const settings = join(path, "settings");
  keepQuiet(settings);
  const env = {
    ...process.env,
    // the test runner asks for colours, which a notebook would keep
    FORCE_COLOR: undefined,
    JUPYTER_PATH: path,
    JUPYTER_DATA_DIR: join(path, "data"),
    JUPYTER_CONFIG_DIR: join(path, "config"),
    JUPYTERLAB_SETTINGS_DIR: settings,
  };
  const server = spawn(python!, ["-m", "jupyterlab", ...words, ...open], { env, stdio: "ignore" });
  process.once("exit", () => server.kill("SIGKILL"));
  const url = `http://localhost:${port}`;
  for (let tries = 0; tries < 200; tries++) {
    const answered = await fetch(`${url}/api`).then(
      (response) => response.ok,
      () => false,
    );
    if (answered) return { url, server };
    await sleep(200);
  }
  throw new Error("JupyterLab did not start");
}

/** No questions about news in the pictures. */
function keepQuiet(settings: string): void {
  const path = join(
    settings,
    "@jupyterlab",
    "apputils-extension",
    "notification.jupyterlab-settings",
  );
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify({ fetchNews: "false", checkForUpdates: false }));
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => done(port));
    });
  });
}

/** Click on the kernel in the launcher, and wait until it is there. */
export async function newNotebook({ page, url }: Lab): Promise<void> {
  await page.goto(`${url}/lab?reset`);
  const card = page.locator('.jp-LauncherCard[data-category="Notebook"]');
  await card.filter({ hasText: "Hedgelab (TypeScript)" }).click({ timeout: 60_000 });
  await idle(page);
  await page.locator(".jp-CodeCell .cm-content").first().click();
}

/** Open a notebook by its name, without the list of files beside it. */
export async function openNotebook({ page, url }: Lab, name: string): Promise<void> {
  await page.goto(`${url}/lab/tree/${name}?reset`);
  await idle(page);
  await page.keyboard.press("Control+b");
}

/** Wait until the kernel has nothing to do. */
async function idle(page: Page): Promise<void> {
  await page.getByText("Hedgelab (TypeScript) | Idle").waitFor({ timeout: 60_000 });
}

/** Fill the cell in which the cursor is, run it, and go to the next. */
export async function typeAndRun(page: Page, source: string): Promise<void> {
  const cells = await page.locator(".jp-CodeCell").count();
  await page.locator(".jp-CodeCell .cm-focused").waitFor();
  await page.keyboard.insertText(source);
  await page.keyboard.press("Shift+Enter");
  await page.locator(".jp-CodeCell").nth(cells).locator(".cm-focused").waitFor();
}

export async function menu(page: Page, name: string, ...items: string[]): Promise<void> {
  await page.locator(".lm-MenuBar-itemLabel", { hasText: name }).first().click();
  for (const item of items) {
    await page.locator(".lm-Menu-itemLabel", { hasText: item }).first().click();
  }
}

export async function wear(page: Page, theme: Theme): Promise<void> {
  await menu(page, "Settings", "Theme", THEMES[theme]);
  await page.locator(`body[data-jp-theme-name="${THEMES[theme]}"]`).waitFor({ state: "attached" });
  await page.locator("#jupyterlab-splash").waitFor({ state: "detached" });
}

/** What a code cell shows. */
export function output(page: Page, cell: number): Locator {
  return page.locator(".jp-CodeCell").nth(cell).locator(".jp-OutputArea");
}

/** Photograph what the window shows. */
export async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(PICTURES, `${name}.png`) });
}

/** Photograph the open notebook from top to bottom, a window a picture. */
export async function pictures(page: Page, name: string): Promise<void> {
  // cells have their true heights only after they were seen
  await scrollThrough(page, () => {});
  await scrollThrough(page, async (notebook, place) => {
    await notebook.screenshot({ path: join(PICTURES, name, `${place}.png`) });
  });
}

async function scrollThrough(
  page: Page,
  stop: (notebook: Locator, place: number) => unknown,
): Promise<void> {
  const notebook = page.locator(".jp-WindowedPanel-outer");
  for (let place = 1, below = true; below; place++) {
    below = await notebook.evaluate((panel, windows) => {
      panel.scrollTop = windows * panel.clientHeight;
      return panel.scrollTop + panel.clientHeight < panel.scrollHeight - 1;
    }, place - 1);
    await sleep(200);
    await stop(notebook, place);
  }
}
