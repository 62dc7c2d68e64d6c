// Counts of numbers in buckets of equal relative width, for runs too large to keep every number.
// Counts are whole numbers, so sketches add up in any order to the same bits (the idea of DDSketch,
// Masson, Rim, Lee 2019, with the bits of the number itself as its bucket).

/** Buckets an octave: a bucket is 0.07 to 0.1 % wide. */
const PER_OCTAVE: i32 = 1024;
/** Octaves of magnitude, half of them below the scale; beyond them the end buckets count. */
const OCTAVES: i32 = 48;
const HALF: i32 = PER_OCTAVE * OCTAVES;
/** Buckets of a sketch, each a u32: negative numbers, then positive ones. */
export const BUCKETS: i32 = 2 * HALF;

/** Exponent field of the first octave when numbers are of the size of `scale`. */
function firstOctave(scale: f64): i32 {
  return <i32>((reinterpret<u64>(scale) >>> 52) & 0x7ff) - OCTAVES / 2;
}

/** Add `count` numbers of the size of `scale` to the counts at `sketch`. */
export function sketchAdd(values: usize, count: u32, scale: f64, sketch: usize): void {
  const first = firstOctave(scale) * PER_OCTAVE;
  for (const end = values + (<usize>count << 3); values < end; values += 8) {
    const bits = load<u64>(values);
    const magnitude = <i32>((bits & 0x7fffffffffffffff) >>> 42) - first;
    const place = max(0, min(magnitude, HALF - 1));
    const bucket = sketch + (<usize>(bits >>> 63 ? HALF - 1 - place : HALF + place) << 2);
    store<u32>(bucket, load<u32>(bucket) + 1);
  }
}

/** Lower edge of a bucket by its place, or the upper one of the bucket before. */
export function sketchEdge(place: i32, scale: f64): f64 {
  const magnitude = place < HALF ? HALF - place : place - HALF;
  if (magnitude == 0) return 0;
  const bits = <u64>(firstOctave(scale) * PER_OCTAVE + magnitude) << 42;
  const edge = reinterpret<f64>(bits);
  return place < HALF ? -edge : edge;
}

/** The number of rank `rank` (from 0, fractions allowed), spread evenly over its bucket. */
export function sketchRank(sketch: usize, rank: f64, scale: f64): f64 {
  let below: f64 = 0;
  for (let place = 0; place < BUCKETS; place++) {
    const here = <f64>load<u32>(sketch + (<usize>place << 2));
    if (here > 0 && below + here > rank) {
      const low = sketchEdge(place, scale);
      return low + (sketchEdge(place + 1, scale) - low) * (rank - below + 0.5) / here;
    }
    below += here;
  }
  return sketchEdge(BUCKETS, scale);
}

/** As `lowerTail`, from a sketch of `count` numbers: within half a bucket. */
export function sketchTail(sketch: usize, count: f64, tail: f64, scale: f64, out: usize): void {
  const size = max(ceil(count * tail), 1), spread = max(ceil(sqrt(count * tail * (1 - tail))), 1);
  const quantile = sketchRank(sketch, size - 1, scale);
  const above = sketchRank(sketch, min(size - 1 + spread, count - 1), scale);
  const below = sketchRank(sketch, max(size - 1 - spread, 0), scale);
  let left = size, sum: f64 = 0, squares: f64 = 0;
  for (let place = 0; place < BUCKETS && left > 0; place++) {
    const here = min(<f64>load<u32>(sketch + (<usize>place << 2)), left);
    if (here == 0) continue;
    const middle = 0.5 * (sketchEdge(place, scale) + min(sketchEdge(place + 1, scale), quantile));
    sum += here * middle;
    squares += here * middle * middle;
    left -= here;
  }
  const mean = sum / size, gap = quantile - mean;
  const variance = max(squares / size - mean * mean, 0);
  store<f64>(out, quantile);
  store<f64>(out, 0.5 * (above - below), 8);
  store<f64>(out, mean, 16);
  store<f64>(out, sqrt((variance + (1 - tail) * gap * gap) / size), 24);
}
