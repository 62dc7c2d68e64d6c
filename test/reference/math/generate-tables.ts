// Write the tables of assembly/math, all or those named:
// node --import tsx test/reference/math/generate-tables.ts [NORMAL_DISTRIBUTION ...]
import { writeFileSync } from "node:fs";
import { tables } from "./tables.js";

const names = process.argv.slice(2);
for (const { name, about, rows, row } of tables) {
  if (names.length > 0 && !names.includes(name)) continue;
  const file = `${name.toLowerCase().replaceAll("_", "-")}-table.ts`;
  const lines = Array.from({ length: rows }, (_, index) =>
    row(index).map((value) => (Number.isInteger(value) ? value.toFixed(1) : `${value}`)).join(", "),
  );
  writeFileSync(
    new URL(`../../../assembly/math/${file}`, import.meta.url),
    `/** ${about} Made by test/reference/math/generate-tables.ts. */\n` +
      `export const ${name}: usize = memory.data<f64>([\n${lines.join(",\n")},\n], 64);\n`,
  );
}
