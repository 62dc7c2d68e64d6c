import { readFileSync, writeFileSync } from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { executeNotebook } from "../../../../src/notebook/runner.ts";
import { scratchFolder, writeCells } from "../scratch.ts";

const folder = scratchFolder();

interface Shown {
  readonly output_type: string;
  readonly name?: string;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly traceback?: readonly string[];
}

/** The outputs of cells that run in one kernel, all allowed to fail. */
async function outputsOf(cells: readonly string[]): Promise<Shown[][]> {
  const path = writeCells(folder, "cells", cells);
  const text = readFileSync(path, "utf8");
  const tagged = text.replaceAll('"metadata":{}', '"metadata":{"tags":["raises-exception"]}');
  writeFileSync(path, tagged);
  await executeNotebook(path, { output: path });
  return JSON.parse(readFileSync(path, "utf8")).cells.map(
    ({ outputs }: { outputs: Shown[] }) => outputs,
  );
}

const DATA = "application/vnd.dataresource+json";

/** Cells and the kinds of output that each has. */
const KINDS: readonly (readonly [cell: string, ...kinds: string[]])[] = [
  ["const spot = 100;"],
  ["({ spot })", "text/plain"],
  ["const f = async () => 5;\nawait (f)()", "text/plain"],
  ["for await (const x of [1, 2]) console.log(x);", "stdout"],
  ["enum Side { Buy, Sell }"],
  ['console.error("a warning")', "stderr"],
  ['import { table } from "arquero";\ntable({ a: [1] })', `${DATA} text/html text/plain`],
  [
    'import { plot, show } from "hedgelab/notebook";\nplot({ marks: [] })',
    "image/svg+xml text/html text/plain",
  ],
  ["show(1);\nshow(2);\n3", "text/plain", "text/plain", "text/plain"],
  ['import { display } from "tslab";\ndisplay.html("<b>bold</b>");', "text/html"],
  [
    'import { book, call, long } from "hedgelab";\nbook(long(1, call({ strike: 100, days: 30 })))',
    `${DATA} text/html text/plain`,
  ],
  ["null"],
  ["const n: number = spot.toFixed(2);", "error"],
  ["class Own { x = spot; }\nnew Own().x + 1", "text/plain"],
  // types that their package does not export
  ['import { bookGreeks } from "hedgelab/core";\nconst kept = { greeks: bookGreeks };'],
  ["const of = (m: any) => kept.greeks(m, [], 1).book.price;\nconst price = { of: of };"],
  ["typeof price.of", "text/plain"],
];

/** Cells that fail, and what the report must have, word for word. */
const ERRORS: readonly (readonly [cell: string, ...parts: (string | RegExp)[]])[] = [
  ["function payoff(x: any) {\n  return x.missing.deep;\n}"],
  [
    "const one = 1;\npayoff(3)",
    "TypeError: Cannot read",
    /at payoff \(In\[\d+\], line 2:20\)/,
    /at In\[\d+\], line 2:1$/,
  ],
  [
    "call({ strike: -1, days: 30 })",
    "RangeError: strike must be positive, got -1",
    "1 | call({",
    "at call (hedgelab)",
  ],
  [
    "({ spot, late: (null as any).price })",
    "1 | ({ spot, late: (null as any).price })",
    /line 1:30$/m,
  ],
  [
    'const g = async () => { await null; throw new Error("late"); };\nawait g();',
    "Error: late",
    /In\[\d+\], line 2:1$/,
  ],
  [
    'const a: number = "x";\nconst b: string = 2;',
    "Type 'string' is not assignable to type 'number'",
    "2 | const b",
  ],
  ["const = 3", "TypeScript: "],
  ['throw "text"', "Thrown: text"],
  // a rejected argument far inside a description says where it stands
  [
    'import { deltaHedge, geometricBrownian, study } from "hedgelab";\nimport * as lab from "hedgelab";',
  ],
  [
    "const bad = { band: -1 };\nawait study({\n  book: book(lab.short(1, call({ strike: 100, days: 30 }))),\n  market: { spot: 100, volatility: 0.5 },\n  model: geometricBrownian({ volatility: 0.5 }),\n  strategies: { banded: { ...deltaHedge(), ...bad } },\n})",
    "RangeError: strategies.banded.band must not be negative, got -1",
    /In\[\d+\], line 2:7/,
  ],
  [
    "const rows: any = [];\nconst mine = lab.customHedge((columns) => {\n  columns.target[0] = rows[0].target;\n});",
  ],
  [
    "await study({\n  book: book(lab.short(1, call({ strike: 100, days: 30 }))),\n  market: { spot: 100, volatility: 0.5 },\n  model: geometricBrownian({ volatility: 0.5 }),\n  strategies: { mine: mine },\n})",
    "strategy mine, at day 0, paths 0 to ",
    /In\[\d+\], line 1:7/,
    "caused by TypeError: Cannot read",
    /In\[\d+\], line 3:31\)?$/m,
    "3 |   columns.target[0] = rows[0].target;",
  ],
  ['deltaHedge({ evry: "1d" })', "'evry' does not exist in type", "1 | deltaHedge({ evry:"],
  [
    `const wide = [${"1, ".repeat(200)}];\n${"wide.lengthh; ".repeat(40)}`,
    "Property 'lengthh' does not exist",
    /^ {4}2 \| \.{0,3}/m,
    /^and \d+ more$/m,
  ],
];

test("every kind of cell has the outputs that it should have, and errors point at the line", async () => {
  const cells = [...KINDS, ...ERRORS].map(([cell]) => cell);
  const outputs = await outputsOf(cells);
  KINDS.forEach(([cell, ...kinds], i) => {
    assert.equal(outputs[i]!.map(kindOf), kinds, cell);
  });
  ERRORS.forEach(([cell, ...parts], i) => {
    const shown = outputs[KINDS.length + i]!;
    assert.equal(shown.map(kindOf), parts.length > 0 ? ["error"] : [], cell);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours of terminals
    const text = shown[0]?.traceback?.join("\n").replace(/\u001b\[\d+m/g, "") ?? "";
    for (const part of parts) assert.match(text, part);
    assert.ok(text.split("\n").length <= 20, text);
    assert.ok(
      text.split("\n").every((line) => line.length < 200),
      text,
    );
  });
});

function kindOf({ output_type, name, data }: Shown): string {
  return data ? Object.keys(data).sort().join(" ") : (name ?? output_type);
}

test.run();
