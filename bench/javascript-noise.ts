// Normals as fast as plain TypeScript makes them: xoshiro128++ (Blackman, Vigna 2019) feeding a
// ziggurat of 256 layers (Marsaglia, Tsang 2000), the generator's state in locals.

/** Where the tail of 256 layers of equal area begins, and that area. */
const TAIL = 3.6541528853610088;
const AREA = 0.00492867323399;
const edge = new Float64Array(257);
edge[0] = AREA / density(TAIL);
edge[1] = TAIL;
for (let i = 2; i < 256; i++) {
  edge[i] = Math.sqrt(-2 * Math.log(AREA / edge[i - 1]! + density(edge[i - 1]!)));
}
const height = edge.map(density);

const state = new Int32Array(4);

function density(x: number): number {
  return Math.exp(-0.5 * x * x);
}

/** Start the generator anew, by a Weyl sequence through the finaliser of MurmurHash3. */
export function reseed(seed: number): void {
  for (let i = 0; i < 4; i++) {
    let x = Math.imul(4 * seed + i + 1, 0x9e3779b9);
    x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
    x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
    state[i] = x ^ (x >>> 16);
  }
}

/** Fill an array with standard normals. */
export function fillNormals(out: Float64Array): void {
  let a = state[0]!,
    b = state[1]!,
    c = state[2]!,
    d = state[3]!;
  for (let k = 0; k < out.length; k++) {
    let sum = (a + d) | 0,
      t = b << 9;
    const high = (((sum << 7) | (sum >>> 25)) + a) | 0;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = (d << 11) | (d >>> 21);
    sum = (a + d) | 0;
    t = b << 9;
    const low = (((sum << 7) | (sum >>> 25)) + a) | 0;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = (d << 11) | (d >>> 21);
    const layer = high & 255,
      fraction = symmetric(high, low),
      x = fraction * edge[layer]!;
    if (Math.abs(x) < edge[layer + 1]!) {
      out[k] = x;
      continue;
    }
    state.set([a, b, c, d]);
    out[k] = rejected(layer, fraction);
    a = state[0]!;
    b = state[1]!;
    c = state[2]!;
    d = state[3]!;
  }
  state.set([a, b, c, d]);
}

/** 51 bits in (-1, 1). */
function symmetric(high: number, low: number): number {
  return ((high >> 8) * 2 ** 27 + (low >>> 5) + 0.5) * 2 ** -50;
}

/** A draw outside its layer's core: wedge or tail, one in a hundred. */
function rejected(layer: number, fraction: number): number {
  for (;;) {
    const x = fraction * edge[layer]!;
    if (Math.abs(x) < edge[layer + 1]!) return x;
    if (layer === 0) return fraction < 0 ? -tail() : tail();
    const y = height[layer]! + uniform() * (height[layer + 1]! - height[layer]!);
    if (y < density(x)) return x;
    const high = word();
    layer = high & 255;
    fraction = symmetric(high, word());
  }
}

/** Beyond the last layer (Marsaglia 1964). */
function tail(): number {
  for (;;) {
    const a = -Math.log(uniform()) / TAIL,
      b = -Math.log(uniform());
    if (b + b >= a * a) return TAIL + a;
  }
}

function uniform(): number {
  return ((word() >>> 5) * 2 ** 26 + (word() >>> 6) + 0.5) * 2 ** -53;
}

function word(): number {
  const sum = (state[0]! + state[3]!) | 0,
    result = (((sum << 7) | (sum >>> 25)) + state[0]!) | 0,
    t = state[1]! << 9;
  state[2]! ^= state[0]!;
  state[3]! ^= state[1]!;
  state[1]! ^= state[2]!;
  state[0]! ^= state[3]!;
  state[2]! ^= t;
  state[3] = (state[3]! << 11) | (state[3]! >>> 21);
  return result;
}
