import { createRequire } from "node:module";
import type * as PlotLibrary from "@observablehq/plot";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { type Figure, plotDocument, toSvg } from "../../../src/charts/index.ts";
import { outlines, wellFormed } from "./outlines.ts";

const Plot = createRequire(import.meta.url)("@observablehq/plot") as typeof PlotLibrary;

function draw(options: PlotLibrary.PlotOptions): string {
  return toSvg(Plot.plot({ ...options, document: plotDocument() as Document }) as Figure);
}

const POINTS = [
  { x: 1, y: 2, kind: "first" },
  { x: 3, y: 5, kind: "second & <last>" },
];

test("title, subtitle, swatches and caption become text of one SVG", () => {
  const svg = draw({
    title: "What & why",
    subtitle: "where",
    caption: "how",
    color: { legend: true },
    marks: [Plot.dot(POINTS, { x: "x", y: "y", fill: "kind" })],
  });
  const texts = outlines(svg).map(({ text }) => text);
  for (const text of ["What & why", "where", "how", "first", "second & <last>"]) {
    assert.ok(texts.includes(text), text);
  }
  assert.ok(wellFormed(svg));
});

test("a legend of symbols keeps its symbols", () => {
  const svg = draw({
    symbol: { legend: true },
    marks: [Plot.dot(POINTS, { x: "x", y: "y", symbol: "kind" })],
  });
  assert.ok(wellFormed(svg));
  assert.match(svg, /viewBox="-8 -8 16 16"/);
});

test("a continuous colour legend is drawn as a PNG of its ramp", () => {
  const svg = draw({
    color: { legend: true, label: "height" },
    marks: [Plot.dot(POINTS, { x: "x", y: "y", fill: "y" })],
  });
  const [, data] = /href="data:image\/png;base64,([^"]*)"/.exec(svg)!;
  const png = Buffer.from(data!, "base64");
  assert.is(png.toString("latin1", 1, 4), "PNG");
  assert.is(png.readUInt32BE(16), 256);
});

test("a raster mark draws", () => {
  const svg = draw({
    marks: [Plot.raster({ x1: 0, y1: 0, x2: 4, y2: 3, fill: (x: number, y: number) => x * y })],
  });
  assert.match(svg, /data:image\/png/);
});

test("ids do not depend on the figures drawn before", () => {
  const options = { marks: [Plot.line(POINTS, { x: "x", y: "y", clip: true })] };
  const svg = draw(options);
  assert.match(svg, /clip-path="url\(#part-1\)"/);
  assert.is(draw(options), svg);
});

test("a title that is too long for its figure goes on in the next line", () => {
  const svg = draw({ title: "long ".repeat(60), width: 300, marks: [Plot.ruleX([1])] });
  assert.ok(outlines(svg).filter(({ text }) => text.startsWith("long")).length > 3);
  assert.ok(outlines(svg).every(({ right }) => right <= 328));
});

test("drawing a figure does not change it", () => {
  const figure = Plot.plot({ document: plotDocument() as Document, marks: [Plot.ruleX([1])] });
  const before = figure.outerHTML;
  toSvg(figure);
  assert.is(figure.outerHTML, before);
});

test.run();
