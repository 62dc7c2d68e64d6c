import { suite } from "uvu";
import * as assert from "uvu/assert";
import * as charts from "../../../src/charts/index.ts";
import { readNotebook } from "../../../src/notebook/notebook-file.ts";

const test = suite("gallery");
/** What is exported beside the figures. */
const TOOLS = ["plotDocument", "toImage", "toSvg"];

test("the gallery shows every figure that hedgelab/charts exports", () => {
  const { cells } = readNotebook("notebooks/00-gallery.ipynb");
  const drawing = cells.filter(({ outputs = [] }) => outputs.some(isFigure));
  const drawn = drawing.flatMap(({ source }) => source.match(/(?<=^charts\.)\w+/gm) ?? []);
  const exported = Object.keys(charts).filter((name) => !TOOLS.includes(name));
  assert.equal([...new Set(drawn)].sort(), exported.sort());
});

function isFigure(output: object): boolean {
  return "data" in output && "image/svg+xml" in Object(output.data);
}

test.run();
