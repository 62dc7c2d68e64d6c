import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { chromium } from "playwright-core";
import { test } from "uvu";
import * as assert from "uvu/assert";

const BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const browser = process.env.HEDGELAB_CHROMIUM ?? BROWSERS.find((path) => existsSync(path));
if (browser === undefined) console.log("no chromium found: the browser test is skipped");
const inBrowser = browser === undefined ? test.skip : test;

/** A server of the repository's files, for a page that imports the built core. */
function serve() {
  const root = new URL("../../../", import.meta.url);
  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    const code = path.startsWith("/dist/core/");
    response.setHeader("content-type", code ? "text/javascript" : "text/html");
    response.end(code ? readFileSync(new URL(`.${path}`, root)) : "<!doctype html>");
  });
  return new Promise<typeof server>((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve(server));
  });
}

/** What the page and this process both compute: profits of a small study, as words. */
async function profits(specifier: string): Promise<number[]> {
  const { hedgeColumns } = await import(specifier);
  const columns: Float64Array = hedgeColumns(
    {
      ...{ seed: 5, steps: 84, stepYears: 0.25 / 84, spot: 100, rate: 0.02, drift: 0.05 },
      ...{ model: { kind: 0, parameters: [0.6] }, costRate: 0.0005 },
      options: [{ kind: 1, quantity: -1, strike: 100, expiry: 84, volatility: 0.6 }],
      strategies: [
        { kind: 1, every: 1, parameter: 0 },
        { kind: 2, every: 4, parameter: 0.05 },
      ],
    },
    3,
    1000,
  );
  return [...new Uint32Array(columns.buffer)];
}

inBrowser("a browser gives the bytes that Node gives", async () => {
  const server = await serve();
  const args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"];
  const chrome = await chromium.launch({ executablePath: browser!, args });
  try {
    const page = await chrome.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    // bundlers may rename helpers of functions that are sent to a page; this one has none
    const there = await page.evaluate(`(${profits})("/dist/core/index.js")`);
    const here = await profits(new URL("../../../dist/core/index.js", import.meta.url).href);
    assert.is(hash(there as number[]), hash(here));
  } finally {
    await chrome.close();
    server.close();
  }
});

function hash(words: number[]): string {
  return createHash("sha256").update(Uint32Array.from(words)).digest("hex");
}

test.run();
