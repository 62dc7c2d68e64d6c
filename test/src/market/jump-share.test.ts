import { suite } from "uvu";
import * as assert from "uvu/assert";
import { autocorrelation, jumpShare } from "../../../src/index.ts";
import { normals, uniforms } from "../models/random-returns.ts";

const test = suite("jumpShare");
const normal = normals(uniforms(9));
const diffusion = (count: number, volatility: (t: number) => number = () => 1) =>
  Array.from({ length: count }, (_, t) => volatility(t) * normal());

test("a diffusion has no jumps, also where its volatility moves slowly", () => {
  for (const volatility of [() => 1, (t: number) => 1 + 0.8 * Math.sin(t / 500)]) {
    const { value, standardError } = jumpShare({ returns: diffusion(50_000, volatility) });
    assert.ok(Math.abs(value) < 4 * standardError, `${value} \u00b1 ${standardError}`);
    assert.ok(standardError < 0.01);
  }
});

test("rare jumps are found with their share of variance", () => {
  const jumps = diffusion(200_000).map((x, t) => x + (t % 100 === 7 ? 10 * normal() : 0));
  const { value, standardError } = jumpShare({ returns: jumps });
  // A hundredth of returns adds as much variance as all others; neighbours of a jump leak a little.
  assert.ok(Math.abs(value - 0.5) < 4 * standardError + 0.06, `${value} \u00b1 ${standardError}`);
});

test("the scale of returns does not matter", () => {
  const returns = diffusion(1000);
  const [one, other] = [1, 0.01].map((k) => jumpShare({ returns: returns.map((x) => k * x) }));
  assert.ok(Math.abs(one!.value - other!.value) < 1e-12);
});

test("returns that cannot be used are named", () => {
  assert.throws(() => jumpShare({ returns: [1, 2] }), /^returns must be at least 20, got 2$/);
  const holed = [...diffusion(30), Number.NaN];
  assert.throws(() => jumpShare({ returns: holed }), /^returns\[30\] must be finite, got NaN$/);
  assert.throws(() => jumpShare({ returns: Array(30).fill(0) }), /^returns must vary, got 0 only$/);
});

test("autocorrelations of an autoregression fall by its slope", () => {
  const values = [0];
  for (const shock of diffusion(50_000)) values.push(0.8 * values.at(-1)! + shock);
  for (const [k, value] of autocorrelation(values, 5).entries())
    assert.ok(Math.abs(value - 0.8 ** (k + 1)) < 0.03);
  assert.throws(() => autocorrelation([1, 2, 3], 3), /^lags must be from 1 to 2, got 3$/);
});

test.run();
