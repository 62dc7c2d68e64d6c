import * as Plot from "@observablehq/plot";
import { table as columns } from "arquero";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { plot, show, table } from "../../../src/notebook/index.ts";
import { captured } from "./scratch.ts";

const small = columns({ strategy: ["never"], trades: [0] });
const shown = (...things: unknown[]) => captured(process.stdout, () => show(...things));

test("outside a notebook things are shown as text", () => {
  assert.is(shown("a line", 42, { a: 1 }), "a line\n42\n{ a: 1 }\n");
});

test("a table is shown as aligned text", () => {
  assert.is(shown(small), "strategy  trades\nnever          0\n1 row x 2 columns\n");
});

test("a study result is shown as its table", () => {
  assert.is(shown({ table: () => small }), shown(small));
});

test("a table is shown with a limit of its own", () => {
  const long = columns({ n: [1, 2, 3] });
  const text = captured(process.stdout, () => table(long, { limit: 1 }));
  assert.is(text, "n\n1\n3 rows x 1 column, the first 1 shown\n");
});

test("a figure is a line with its title", () => {
  const marks = [Plot.line([1, 4, 9])];
  assert.is(shown(plot({ marks })), "[figure]\n");
  assert.is(shown(plot({ title: "Costs & more", marks })), "[figure: Costs & more]\n");
});

test.run();
