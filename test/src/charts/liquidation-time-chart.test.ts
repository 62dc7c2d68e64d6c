import { suite } from "uvu";
import * as assert from "uvu/assert";
import { liquidationTimeChart, toSvg } from "../../../src/charts/index.ts";
import { marginAlongPaths } from "../../../src/margin/along-paths/margin-along-paths.ts";
import { rulebooks } from "../../../src/margin/rulebooks.ts";
import { options } from "../hedging/options.ts";
import { outlines, wellFormed } from "./outlines.ts";

const test = suite("liquidationTimeChart");
const judge = (strategy: string, capital: number, rulebook = rulebooks.deriveStandard()) =>
  marginAlongPaths(options(), { strategy, rulebook, capital, paths: 32 });

test("it is well-formed SVG that keeps all text inside and apart, and says who is liquidated most", async () => {
  const svg = toSvg(liquidationTimeChart([await judge("none", 180), await judge("daily", 230)]));
  assert.ok(wellFormed(svg));
  assert.not.match(svg, /currentColor|var\(|class=|NaN|undefined|Infinity/);
  const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg)!.map(Number);
  for (const { text, left, right, top, bottom } of outlines(svg)) {
    assert.ok(left >= 0 && right <= width!, `${text}: ${left} to ${right} of ${width}`);
    assert.ok(top >= 0 && bottom <= height!, `${text}: ${top} to ${bottom} of ${height}`);
  }
  const title = /<title>(.*?)<\/title>/.exec(svg)![1]!.replaceAll("\u00a0", " ");
  const found = /^Liquidated within 30 days: [\d.]+ % of paths under none, [\d.]+ % under daily$/;
  assert.match(title, found);
});

test("a strategy that comes twice is named with its rulebook", async () => {
  const svg = toSvg(
    liquidationTimeChart([
      await judge("daily", 200),
      await marginAlongPaths(options(), {
        ...{ strategy: "daily", rulebook: rulebooks.deriveV2(), capital: 200, paths: 32 },
      }),
    ]),
  );
  assert.match(svg, /daily, Derive/);
});

test("no account is an error", () => {
  assert.throws(() => liquidationTimeChart([]), /^accounts must have at least one, got none$/);
});

test.run();
