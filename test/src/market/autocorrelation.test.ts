import { test } from "uvu";
import * as assert from "uvu/assert";
import { autocorrelation, autocorrelationError } from "../../../src/market/autocorrelation.ts";
import { normals, uniforms } from "../models/random-returns.ts";

const SERIES = 600;
const COUNT = 800;

test("autocorrelations of an autoregression spread over histories as their standard error says", () => {
  const normal = normals(uniforms(11)),
    slope = 0.8;
  const found = Array.from({ length: SERIES }, () => {
    let value = normal() / Math.sqrt(1 - slope * slope);
    return autocorrelation(
      Array.from({ length: COUNT }, () => {
        value = slope * value + normal();
        return value;
      }),
      20,
    );
  });
  for (const lag of [1, 3, 8, 20]) {
    const column = found.map((each) => each[lag - 1]!);
    const mean = column.reduce((sum, x) => sum + x, 0) / SERIES;
    const spread = Math.sqrt(column.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (SERIES - 1));
    const expected = autocorrelationError(slope, lag, COUNT);
    // four standard errors of a deviation, and a hundredth for a count that is not infinite
    const reach = expected * (4 / Math.sqrt(2 * SERIES) + 0.01);
    assert.ok(Math.abs(spread - expected) < reach, `lag ${lag}: ${spread} against ${expected}`);
  }
});

test("without memory the standard error is one over the root of the count", () => {
  assert.is(autocorrelationError(0, 1, 400), 0.05);
  assert.is(autocorrelationError(0, 7, 400), 0.05);
});

test.run();
