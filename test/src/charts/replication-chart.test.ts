import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type Figure, replicationChart, toSvg } from "../../../src/charts/index.ts";
import { replicateStudy, type StudyReplication } from "../../../src/replication/replicate-study.ts";
import { outlines, wellFormed } from "./outlines.ts";

const test = suite("replication chart");
const paths = 2000;

const STUDIES: Readonly<Record<string, StudyReplication>> = {
  "the delta in SVCJ": replicateStudy({ paths }),
  "the delta in KDE": replicateStudy({ paths, market: "KDE" }),
  "a hedge that is not in all tables": replicateStudy({ paths, strategy: "deltaGamma" }),
  "a hedge that is in none": replicateStudy({ paths, strategy: "unhedged" }),
};

for (const [name, study] of Object.entries(STUDIES)) {
  test(`${name} is well-formed SVG that stands alone, all text inside its picture`, () => {
    const svg = toSvg(replicationChart(study));
    assert.ok(wellFormed(svg));
    assert.not.match(svg, /currentColor|var\(|class=|NaN|undefined|Infinity/);
    const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg)!.map(Number);
    for (const { text, left, right, top, bottom } of outlines(svg)) {
      assert.ok(left >= 0 && right <= width!, `${text}: ${left} to ${right} of ${width}`);
      assert.ok(top >= 0 && bottom <= height!, `${text}: ${top} to ${bottom} of ${height}`);
    }
  });
}

function titleOf(figure: Figure): string {
  return /<title>(.*?)<\/title>/.exec(toSvg(figure))![1]!.replaceAll("\u00a0", " ");
}

test("the title says how far the hedge error falls", () => {
  const { segments, table } = STUDIES["the delta in SVCJ"]!;
  const made = ([from, to]: readonly [number, number], index: number) => {
    const { coded, corrected, ...rest } = segments[index]!;
    const of = (value: number) => ({ ...coded, hedgeError: { value, standardError: 1 } });
    return { ...rest, coded: of(from), corrected: of(to) };
  };
  const falls = ([...pairs]: [number, number][]) =>
    titleOf(replicationChart({ table, segments: pairs.map(made) }));
  assert.is(
    falls([
      [50, 40],
      [80, 60],
    ]),
    "With its code mended, the hedge error falls by 20 to 25 %",
  );
  assert.is(falls([[50, 40]]), "With its code mended, the hedge error falls by 20 %");
  assert.is(falls([[50, 51]]), "Mending the code does not lower every hedge error");
});

test("numbers stand as they were published, or with their error", () => {
  const svg = toSvg(replicationChart(STUDIES["the delta in SVCJ"]!));
  for (const number of ["56.12", "67.72", "88.09"]) assert.match(svg, new RegExp(`>${number}<`));
  assert.is(svg.match(/> ?[\d.]+ ± [\d.]+</g)!.length, 12);
});

test.run();
