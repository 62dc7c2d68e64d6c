import { test } from "uvu";
import * as assert from "uvu/assert";
import { type ConvergenceRun, convergenceChart, toSvg } from "../../../src/charts/index.ts";
import { powerLaw } from "../../../src/charts/power-law.ts";
import { near } from "../../sample.ts";
import { outlines, wellFormed } from "./outlines.ts";

/** Runs whose errors are exactly scale n^power. */
function runs(name: string, scale: number, power: number): ConvergenceRun[] {
  return [1000, 10_000, 100_000].map((paths) => ({
    ...{ name, paths, standardError: scale * paths ** power },
  }));
}

const exact = [...runs("independent", 10, -0.5), ...runs("sobol", 10, -0.8)];
const titleOf = (svg: string) =>
  /<title>(.*?)<\/title>/.exec(svg)![1]!.replaceAll(/[\u00a0\u2009]/g, " ");

test("a power law through points of one is that one, with no error", () => {
  const { exponent, at } = powerLaw([
    [1, 3],
    [4, 6],
    [16, 12],
  ]);
  near(exponent.value, 0.5, 1e-14);
  near(exponent.standardError, 0, 1e-14);
  near(at(100), 30, 1e-12);
});

test("the error of a power is that of the textbook's regression", () => {
  // y = 1, 2, 2 at x = 0, 1, 2: slope 1/2, residual sum of squares 1/6, spread 2
  const { exponent } = powerLaw([
    [1, Math.E],
    [Math.E, Math.E ** 2],
    [Math.E ** 2, Math.E ** 2],
  ]);
  near(exponent.value, 0.5, 1e-14);
  near(exponent.standardError, Math.sqrt(1 / 12), 1e-14);
  assert.ok(
    Number.isNaN(
      powerLaw([
        [1, 1],
        [2, 2],
      ]).exponent.standardError,
    ),
  );
});

test("the title says how many paths one is worth, and the labels say the powers", () => {
  const svg = toSvg(convergenceChart(exact));
  assert.is(titleOf(svg), "One of 100,000 paths of “sobol” is worth 1,000 of “independent”");
  assert.match(svg, /sobol \u00b7 n\^\u22120\.8/);
  assert.match(
    titleOf(toSvg(convergenceChart(exact.slice(0, 3)))),
    /^Nothing beats “independent” at 100,000 paths$/,
  );
});

test("the figure is well-formed SVG that keeps all text inside its picture", () => {
  const long = runs("a method with a very long name that no margin holds", 30, -0.5);
  const svg = toSvg(convergenceChart([...exact, ...long]));
  assert.ok(wellFormed(svg));
  assert.not.match(svg, /currentColor|var\(|class=|NaN|undefined|Infinity/);
  const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg)!.map(Number);
  for (const { text, left, right, top, bottom } of outlines(svg)) {
    assert.ok(left >= 0 && right <= width!, `${text}: ${left} to ${right} of ${width}`);
    assert.ok(top >= 0 && bottom <= height!, `${text}: ${top} to ${bottom} of ${height}`);
  }
});

test("runs without an error, or of one length alone, are refused", () => {
  const [one] = exact as [ConvergenceRun];
  assert.throws(() => convergenceChart([]), /^runs must have at least one, got none$/);
  assert.throws(
    () => convergenceChart([one, one]),
    /^runs must have two numbers of paths of independent, got one$/,
  );
  assert.throws(
    () => convergenceChart([{ ...one, standardError: Number.NaN }]),
    /^runs must have positive paths and standard errors$/,
  );
});

test.run();
