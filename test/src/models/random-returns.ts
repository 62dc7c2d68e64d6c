// Random numbers of tests on returns: a generator of their own, so that nothing is tested by itself.

/** Uniforms in (0, 1) from a seed: the generator of L'Ecuyer and Simard, 32 bits of a 64-bit state. */
export function uniforms(seed: number): () => number {
  let state = BigInt(seed) * 2685821657736338717n + 88172645463325252n;
  return () => {
    state ^= BigInt.asUintN(64, state >> 12n);
    state = BigInt.asUintN(64, state ^ (state << 25n));
    state ^= state >> 27n;
    const word = BigInt.asUintN(64, state * 2685821657736338717n) >> 32n;
    return (Number(word) + 0.5) / 2 ** 32;
  };
}

/** Normals by Box and Muller. */
export function normals(uniform: () => number): () => number {
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** Poisson numbers by inversion. */
export function poisson(uniform: () => number, rate: number): number {
  let chance = Math.exp(-rate);
  let sum = chance;
  let count = 0;
  for (const u = uniform(); u > sum; sum += chance) {
    count += 1;
    chance *= rate / count;
  }
  return count;
}

/** Student's t of variance 1 with whole degrees of freedom. */
export function student(normal: () => number, degrees: number): () => number {
  return () => {
    let squares = 0;
    for (let i = 0; i < degrees; i++) squares += normal() ** 2;
    return normal() * Math.sqrt((degrees - 2) / squares);
  };
}
