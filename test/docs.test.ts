import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { readNotebook } from "../src/notebook/notebook-file.ts";
import { checked, programsOf, promised } from "./docs.ts";
import { pythonWith } from "./src/notebook/jupyter/python.ts";
import { scratchFolder } from "./src/notebook/scratch.ts";

const test = suite("docs");
const ROOT = fileURLToPath(new URL("..", import.meta.url));
const PAGES = [
  "README.md",
  ...readdirSync(join(ROOT, "docs")).map((name) => `docs/${name}`),
].filter((path) => path.endsWith(".md"));
const folder = scratchFolder();
const texts = new Map(PAGES.map((path) => [path, readFileSync(join(ROOT, path), "utf8")]));

/** Programs as files, each under the page and the line that it comes from. */
const programs = [...texts].flatMap(([path, text]) =>
  programsOf(text, "ts").map(({ line, code }) => {
    const file = join(folder, `${basename(path, ".md").toLowerCase()}-${line}.ts`);
    const declared = "declare function promised(value: unknown, text: string): void;\n";
    writeFileSync(file, `${checked(code)}\n${declared}export {};\n`);
    return { name: `${path}, line ${line}`, file };
  }),
);

test("code of the pages has the types that it needs", () => {
  const options = {
    ...{ target: "es2022", module: "nodenext", lib: ["es2023"], types: ["node"], strict: true },
    ...{ noEmit: true, skipLibCheck: true },
  };
  const project = join(folder, "tsconfig.json");
  const files = programs.map(({ file }) => file);
  writeFileSync(project, JSON.stringify({ compilerOptions: options, files }));
  const tsc = join(ROOT, "node_modules/typescript/bin/tsc");
  const { status, stdout } = spawnSync(process.execPath, [tsc, "-p", project], {
    encoding: "utf8",
  });
  assert.is(status, 0, stdout);
});

for (const { name, file } of programs) {
  test(`${name} runs, and gives what it says`, async () => {
    Object.assign(globalThis, { promised });
    await import(pathToFileURL(file).href);
  });
}

test("the figure of the README is one of the first notebook", () => {
  const { cells } = readNotebook(join(ROOT, "notebooks/01-hedge-efficiency.ipynb"));
  const shown = cells.flatMap(({ outputs = [] }) =>
    outputs.flatMap((output) => ("data" in output ? [output.data["image/svg+xml"]].flat() : [])),
  );
  assert.ok(shown.join("").includes(readFileSync(join(ROOT, "docs/frontier.svg"), "utf8")));
});

test("the README leads to every notebook and to every page", () => {
  const notebooks = readdirSync(join(ROOT, "notebooks")).filter((name) => name.endsWith(".ipynb"));
  const all = [...notebooks.map((name) => `notebooks/${name}`), ...PAGES.slice(1)];
  const missing = all.filter((path) => !texts.get("README.md")!.includes(`](${path})`));
  assert.equal(missing, []);
});

const python = pythonWith(["wasmtime"]);
(python === null ? test.skip : test)("the core gives the same bits in Python", () => {
  const [program] = programsOf(texts.get("docs/embedding.md")!, "python");
  const [, head] = /SHA-256, `(\w+)`/.exec(texts.get("docs/embedding.md")!)!;
  const wasm = join(ROOT, "build/hedgelab.wasm");
  const ran = spawnSync(python!, ["-c", program!.code, wasm], { encoding: "utf8" });
  assert.is(ran.stdout.trim(), head, ran.stderr);
});

test("a page that promises another number fails", () => {
  promised({ value: 0.99034, standardError: 0.00007 }, "{ value: 0.9903, standardError: 0.0001 }");
  promised([1, "one"], '[1, "one"]');
  assert.throws(() => promised(0.9904, "0.9903"), /^the page says 0.9903, found 0.9904$/);
  assert.throws(() => promised(Number.NaN, "1"), /found NaN$/);
  assert.throws(() => promised({ a: 1 }, "{ b: 1 }"), /found undefined$/);
});

for (const [path, text] of texts) {
  test(`links of ${path} lead to files that are there`, () => {
    const prose = text.replace(/^```[\s\S]*?^```$/gm, "");
    const links = [...prose.matchAll(/\]\((?!\w+:)([^)#]+)(?:#[^)]*)?\)/g)].map(([, to]) => to!);
    const missing = links.filter((to) => !existsSync(resolve(ROOT, dirname(path), to)));
    assert.equal(missing, []);
  });
}

test.run();
