import { suite } from "uvu";
import * as assert from "uvu/assert";
import { philoxWords, seedWords } from "../../../src/core/noise.ts";
import { PHILOX_ANSWERS } from "../../reference/random/philox.ts";

const test = suite("philox");

function words(text: string): number[] {
  return text.split(" ").map((word) => Number.parseInt(word, 16));
}

for (const { counter, key, words: expected } of PHILOX_ANSWERS) {
  test(`the counter ${counter} has its published words`, () => {
    const [c0, c1, c2, c3] = words(counter) as [number, number, number, number];
    const [k0, k1] = words(key) as [number, number];
    assert.equal(philoxWords([c0, c1, c2, c3], [k0, k1]), words(expected));
  });
}

test("changing one bit of counter or key changes about half of the bits", () => {
  const start = philoxWords([1, 2, 3, 4], [5, 6]);
  let changed = 0;
  for (let bit = 0; bit < 192; bit++) {
    const input = [1, 2, 3, 4, 5, 6];
    input[bit >> 5]! ^= 1 << (bit & 31);
    const [c0, c1, c2, c3, k0, k1] = input.map((word) => word >>> 0) as Six;
    const other = philoxWords([c0, c1, c2, c3], [k0, k1]);
    changed += other.reduce((sum, word, i) => sum + ones(word ^ start[i]!), 0);
  }
  const bits = 192 * 128;
  assert.ok(Math.abs(changed - bits / 2) <= 4 * Math.sqrt(bits / 4), `${changed} of ${bits}`);
});

type Six = [number, number, number, number, number, number];

function ones(word: number): number {
  let count = 0;
  for (let rest = word >>> 0; rest > 0; rest = (rest & (rest - 1)) >>> 0) count++;
  return count;
}

test("a seed above 2^32 uses both words of the key", () => {
  assert.equal(seedWords(1), [1, 0]);
  assert.equal(seedWords(2 ** 32 + 1), [1, 1]);
  assert.equal(seedWords(Number.MAX_SAFE_INTEGER), [2 ** 32 - 1, 2 ** 21 - 1]);
});

test.run();
