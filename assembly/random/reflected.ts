import { ROW } from "../tile";

/**
 * Sixteen normals and their reflections -z, side by side in a row of 32: exactly what the words and
 * their bitwise complements give, since the inverse distribution is odd.
 */
export function fillReflected(normals: usize, pairs: usize): void {
  for (const end = normals + ROW; normals < end; normals += 16, pairs += 32) {
    const z = v128.load(normals), reflected = f64x2.neg(z);
    v128.store(pairs, v128.shuffle<f64>(z, reflected, 0, 2));
    v128.store(pairs, v128.shuffle<f64>(z, reflected, 1, 3), 16);
  }
}
