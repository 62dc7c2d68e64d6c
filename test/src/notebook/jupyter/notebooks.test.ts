import { cpSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "playwright-core";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { type Cell, readNotebook } from "../../../../src/notebook/notebook-file.ts";
import type { Output } from "../../../../src/notebook/outputs.ts";
import { scratchFolder } from "../scratch.ts";
import { hasLab, type Lab, menu, openLab, openNotebook, pictures, wear } from "./lab.ts";

const FOLDER = resolve("notebooks");
const names = readdirSync(FOLDER).filter((name) => name.endsWith(".ipynb"));
const wanted = process.env.CI !== undefined;
if (hasLab && !wanted) {
  console.log("the notebooks in JupyterLab take minutes: skipped where CI is not set");
}
const inLab = hasLab && wanted ? test : test.skip;
/** Seconds that one notebook may take. */
const LONGEST = 240;

let lab: Lab;
test.before(async () => {
  if (!hasLab || !wanted) return;
  const folder = scratchFolder();
  cpSync(FOLDER, folder, { recursive: true });
  lab = await openLab({ folder, height: 1600 });
});
test.after(() => lab?.close());

for (const name of names) {
  inLab(`${name} shows in JupyterLab, as committed and run again, what it is to show`, async () => {
    const { page } = lab;
    const code = readNotebook(join(FOLDER, name)).cells.filter(isCode);
    const expected = code.map(({ outputs = [] }, i) => [`[${i + 1}]:`, ...outputs.map(sightOf)]);
    await openNotebook(lab, name);
    await shows(page, expected);
    const start = performance.now();
    await runAll(page);
    console.log(`${name} ran in ${((performance.now() - start) / 1000).toFixed(1)} s`);
    for (const theme of ["dark", "light"] as const) {
      await wear(page, theme);
      await pictures(page, `${name.replace(".ipynb", "")}-${theme}`);
    }
    await shows(page, expected);
    await menu(page, "Kernel", "Shut Down Kernel");
  });
}

async function runAll(page: Page): Promise<void> {
  const waiting = page.locator(".jp-InputPrompt", { hasText: "[*]:" });
  await menu(page, "Run", "Run All Cells");
  await waiting.first().waitFor({ state: "attached" });
  const deadline = performance.now() + 1000 * LONGEST;
  while ((await waiting.count()) > 0) {
    assert.ok(performance.now() < deadline, `more than ${LONGEST} seconds`);
    await sleep(200);
  }
}

function isCode({ cell_type }: Cell): boolean {
  return cell_type === "code";
}

/** Cells and images come one by one, so that what is not there yet may still come. */
async function shows(page: Page, expected: readonly string[][]): Promise<void> {
  const late = performance.now() + 20_000;
  let seen = await sights(page);
  while (performance.now() < late && `${seen}` !== `${expected}`) {
    await sleep(200);
    seen = await sights(page);
  }
  assert.equal(seen, expected);
}

/** What a reader sees of an output. */
function sightOf(output: Output): string {
  if (output.output_type === "stream") return output.name;
  if (output.output_type === "error") return "error";
  const html = [output.data["text/html"] ?? ""].flat().join("");
  const images = html.split("<img").length - 1;
  const tables = html.split("<table").length - 1;
  return html ? `${images} images, ${tables} tables` : "text";
}

/** The same of what JupyterLab shows, below the counts; an image that did not load is none. */
function sights(page: Page): Promise<string[][]> {
  return page.locator(".jp-CodeCell").evaluateAll((cells) =>
    cells.map((cell) => [
      cell.querySelector(".jp-InputPrompt")!.textContent!.trim(),
      ...[...cell.querySelectorAll(".jp-OutputArea-output")].map((output) => {
        const type = output.getAttribute("data-mime-type")!;
        const images = [...output.querySelectorAll("img")].filter((each) => each.naturalWidth > 0);
        const tables = output.querySelectorAll("table");
        if (type === "text/html") return `${images.length} images, ${tables.length} tables`;
        return type === "text/plain" ? "text" : type.replace("application/vnd.jupyter.", "");
      }),
    ]),
  );
}

test.run();
