import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type ChartedFit, returnsFit, toSvg } from "../../../src/charts/index.ts";
import { binsOf, farShare } from "../../../src/charts/returns-bins.ts";
import { normalDensity, sampledDensity } from "../../../src/models/sampled-density.ts";
import { near } from "../../sample.ts";
import { normals, student, uniforms } from "../models/random-returns.ts";
import { outlines, wellFormed } from "./outlines.ts";

const test = suite("returns-fit");
const START = Date.UTC(2022, 0, 1);

function fitOf(draw: () => number, dated: boolean, moving: boolean): ChartedFit {
  const values = Array.from({ length: 2000 }, draw);
  return {
    converged: true,
    fit: {
      model: "GARCH(1,1), normal innovations",
      what: moving ? "standardised residuals" : "log returns",
      values,
      density: sampledDensity(normalDensity, values),
      volatility: moving ? values.map((_, t) => 0.6 + 0.3 * Math.sin(t / 90)) : null,
      times: dated ? values.map((_, t) => START + t * 86_400_000) : null,
    },
  };
}

const normal = normals(uniforms(6));
const CASES: Readonly<Record<string, ChartedFit>> = {
  "a fit with times": fitOf(normal, true, true),
  "a fit without times": fitOf(normal, false, true),
  "a fit of constant volatility": fitOf(normal, true, false),
  "fat tails": fitOf(student(normal, 3), true, true),
};

for (const [label, calibration] of Object.entries(CASES)) {
  const svg = toSvg(returnsFit(calibration));
  const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg)!.map(Number);

  test(`${label} is well-formed SVG that stands alone, its text inside`, () => {
    assert.ok(wellFormed(svg));
    assert.not.match(svg, /currentColor|var\(|class=|NaN|undefined|Infinity/);
    for (const { text, left, right, top, bottom } of outlines(svg)) {
      assert.ok(left >= 0 && right <= width!, `${text}: ${left} to ${right} of ${width}`);
      assert.ok(top >= 0 && bottom <= height!, `${text}: ${top} to ${bottom} of ${height}`);
    }
    assert.is(toSvg(returnsFit(calibration)), svg);
  });
}

test("the title says whether the tails fit, and by how many values", () => {
  const title = (name: string) =>
    /<title>(.*?)<\/title>/.exec(toSvg(returnsFit(CASES[name]!)))![1]!;
  assert.match(
    title("a fit with times"),
    /: tails fit, \d+ residuals beyond three deviations, \d\.\d expected$/,
  );
  assert.match(title("a fit of constant volatility"), /: tails fit, \d+ returns beyond/);
  assert.match(title("fat tails"), /: tails too thin, \d+ residuals beyond/);
});

test("a search that did not converge is said to have not", () => {
  const svg = toSvg(returnsFit({ ...CASES["fat tails"]!, converged: false }));
  assert.match(svg, /did not converge/);
});

test("bins hold every value once, and expectations are those of the density", () => {
  const { fit } = CASES["a fit with times"]!;
  const bins = binsOf(fit);
  assert.is(
    bins.reduce((sum, { count }) => sum + count, 0),
    2000,
  );
  near(
    bins.reduce((sum, { from, to, height }) => sum + height * (to - from), 0),
    1,
    1e-12,
  );
  const { expected } = farShare(fit);
  assert.ok(expected > 3 && expected < 8, `${expected}`); // 2 N(-3) x 2000 is 5.4
});

test.run();
