import { suite } from "uvu";
import * as assert from "uvu/assert";
import { core } from "../../../src/core/instance.ts";
import { copyIn } from "../../../src/core/memory.ts";
import { normals } from "../../../src/core/noise.ts";
import {
  addToSketch,
  emptySketch,
  mergeSketch,
  type Sketch,
  sketchHistogram,
  sketchTails,
} from "../../../src/core/sketch.ts";
import { histogram, lowerTails } from "../../../src/core/tail.ts";

const test = suite("sketch");
const TAILS = [0.001, 0.01, 0.05, 0.3, 0.5, 0.95, 0.99];
const COUNT = 50_000;
/** The widest bucket, as a part of what it counts. */
const BUCKET = 2 ** -10;

function sketchOf(values: Float64Array, scale: number): Sketch {
  const sketch = emptySketch(scale);
  core().reset();
  addToSketch(sketch, copyIn(values), values.length);
  return sketch;
}

const z = normals({ paths: COUNT, steps: 1, seed: 17 });
const samples: Record<string, [values: Float64Array, scale: number]> = {
  normal: [z, 1],
  "skewed, of other size than told": [z.map((x) => 1e4 * Math.exp(x)), 100],
  "negative and tiny": [z.map((x) => -1e-7 * Math.exp(x)), 1e-7],
};

for (const [name, [values, scale]] of Object.entries(samples)) {
  const sketch = sketchOf(values, scale),
    size = values.reduce((sum, x) => sum + Math.abs(x), 0) / COUNT;

  test(`tails of a ${name} sample are exact to a bucket`, () => {
    const exact = lowerTails(values, TAILS);
    sketchTails(sketch, TAILS).forEach((found, i) => {
      const { quantile, mean } = exact[i]!;
      // where the sample is thin, the next number may lie a spacing away
      const room = BUCKET * Math.abs(quantile) + 0.1 * exact[i]!.quantileError + 1e-4 * size;
      assert.ok(Math.abs(found.quantile - quantile) <= room, `quantile ${TAILS[i]}`);
      assert.ok(Math.abs(found.mean - mean) <= BUCKET * size * 4, `mean ${TAILS[i]}`);
      assert.ok(Math.abs(found.quantileError / exact[i]!.quantileError - 1) < 0.1);
      assert.ok(Math.abs(found.meanError / exact[i]!.meanError - 1) < 0.01);
    });
  });

  test(`a ${name} sample is counted whole, by its signs`, () => {
    const half = sketch.counts.length / 2;
    const sum = (part: Uint32Array) => part.reduce((a, b) => a + b, 0);
    assert.is(sum(sketch.counts.subarray(0, half)), values.filter((x) => x < 0).length);
    assert.is(sum(sketch.counts.subarray(half)), values.filter((x) => x >= 0).length);
  });
}

test("sketches of parts add up in any order to the sketch of the whole", () => {
  const whole = sketchOf(z, 1);
  const parts = [z.subarray(0, 7), z.subarray(7, 20_000), z.subarray(20_000)];
  for (const order of [
    [0, 1, 2],
    [2, 0, 1],
  ]) {
    const merged = emptySketch(1);
    for (const i of order) mergeSketch(merged, sketchOf(parts[i]!, 1).counts);
    assert.equal(merged.counts, whole.counts);
  }
});

test("edges rise from bucket to bucket, through zero", () => {
  const last = emptySketch(1).counts.length;
  for (const scale of [1, 3e4, 1e-6]) {
    let before = core().sketchEdge(0, scale);
    for (let place = 1; place <= last; place++) {
      const edge = core().sketchEdge(place, scale);
      assert.ok(edge > before, `bucket ${place}`);
      before = edge;
    }
    assert.is(core().sketchEdge(last / 2, scale), 0);
  }
});

test("a histogram of a sketch is that of the sample to a bucket", () => {
  const bins = { low: -3, width: 0.25, count: 24 };
  const exact = histogram(z, bins);
  sketchHistogram(sketchOf(z, 1), bins).forEach((count, i) => {
    // a bucket at each edge may go to the other side
    const edges = [bins.low + i * bins.width, bins.low + (i + 1) * bins.width];
    const near = z.filter((x) =>
      edges.some((edge) => Math.abs(x - edge) <= BUCKET * Math.abs(edge)),
    );
    assert.ok(Math.abs(count - exact[i]!) <= near.length, `bin ${i}`);
  });
});

test("a histogram counts each number in its bin, and none outside", () => {
  const values = Float64Array.of(-0.1, 0, 0.99, 1, 1.5, 2.999, 3, Number.NaN);
  assert.equal(histogram(values, { low: 0, width: 1, count: 3 }), [2, 2, 1]);
});

test.run();
