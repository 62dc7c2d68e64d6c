import { seedWords } from "../../src/core/noise.ts";
import { batteryCore } from "./core.ts";

const PATHS = 16;
const STEPS = 32;
const TILE = PATHS * STEPS;
const TILES = 1 << 13; // of one call
const VECTORS = 46;
const STEP_LAGS = [1, 2, 3, 4, 5, 8, 16];
const PATH_LAGS = [1, 2, 3, 4, 8];
// P(Z > k), Abramowitz and Stegun 1964, table 26.1
const TAILS = [
  0.158655253931457, 0.0227501319481792, 0.00134989803163009, 3.16712418331199e-5,
  2.86651571879194e-7, 9.86587645037698e-10,
];
/** Even moments of a standard normal, E z^2 to E z^12. */
const MOMENTS = [1, 3, 15, 105, 945, 10395];

/** A statistic, what independent standard normals expect of it, and the error of that. */
interface Line {
  readonly what: string;
  readonly value: number;
  readonly expected: number;
  readonly error: number;
}

/** Draw at least `draws` normals of 32 steps a path and print how far their statistics are off. */
export function normals(seed: number, draws: number): void {
  const start = performance.now();
  const { lines, drawn } = statistics(seed, draws);
  const seconds = (performance.now() - start) / 1000;
  console.log(`seed ${seed}, ${drawn} normals, ${seconds.toFixed(0)} s`);
  console.log("statistic                        value            expected         errors off    p");
  for (const { what, value, expected, error } of lines) {
    const off = (value - expected) / error;
    const columns = [
      what.padEnd(28),
      value.toPrecision(9).padStart(16),
      expected.toPrecision(9).padStart(16),
      off.toFixed(2).padStart(9),
      (2 * upperTail(Math.abs(off))).toPrecision(2).padStart(10),
    ];
    console.log(columns.join(" "));
  }
}

/** Statistics of at least `draws` normals of 32 steps a path. */
export function statistics(seed: number, draws: number): { lines: Line[]; drawn: number } {
  const calls = Math.ceil(draws / (TILES * TILE)),
    drawn = calls * TILES * TILE;
  return { lines: report(collect(seed, calls), drawn), drawn };
}

/** Sums over all tiles, in the order of `addNormals`. */
function collect(seed: number, calls: number): Float64Array {
  const core = batteryCore();
  const [low, high] = seedWords(seed);
  const out = core.allocate(VECTORS * 16);
  const sums = new Float64Array(VECTORS);
  for (let call = 0; call < calls; call++) {
    new Uint8Array(core.memory.buffer, out, VECTORS * 16).fill(0);
    core.addNormals(low, high, 1 + call * TILES, TILES, out);
    const reals = new Float64Array(core.memory.buffer, out, 2 * VECTORS);
    const whole = new BigInt64Array(core.memory.buffer, out, 2 * VECTORS);
    for (let v = 0; v < VECTORS; v++) {
      const counted = v >= 6 && v < 20;
      sums[v]! += counted
        ? Number(whole[2 * v]! + whole[2 * v + 1]!)
        : reals[2 * v]! + reals[2 * v + 1]!;
    }
  }
  return sums;
}

function report(sums: Float64Array, n: number): Line[] {
  const paths = n / STEPS;
  const counted = (what: string, count: number, p: number): Line => ({
    what,
    value: count,
    expected: n * p,
    error: Math.sqrt(n * p * (1 - p)),
  });
  const powers = [1, 2, 3, 4, 5, 6].map((k): Line => {
    const expected = k % 2 ? 0 : MOMENTS[k / 2 - 1]!;
    const variance = MOMENTS[k - 1]! - expected ** 2;
    const error = Math.sqrt(variance / n);
    return { what: `mean of z^${k}`, value: sums[k - 1]! / n, expected, error };
  });
  const tails = TAILS.flatMap((p, i) => [
    counted(`above ${i + 1}`, sums[6 + i]!, p),
    counted(`below -${i + 1}`, sums[12 + i]!, p),
  ]);
  const changes = 31 * paths;
  const runs: Line[] = [
    {
      what: "changes of sign",
      value: sums[18]!,
      expected: changes / 2,
      error: Math.sqrt(changes) / 2,
    },
    {
      // of 32 numbers: 2 (32 - 2) / 3 turning points, variance (16 x 32 - 29) / 90 (Kendall 1973)
      what: "turning points",
      value: sums[19]!,
      expected: 20 * paths,
      error: Math.sqrt((483 / 90) * paths),
    },
  ];
  const products = (what: string, place: number, pairs: number): Line[] => [
    { what, value: sums[place]! / pairs, expected: 0, error: 1 / Math.sqrt(pairs) },
    {
      what: `${what}, squares`,
      value: sums[place + 1]! / pairs,
      expected: 0,
      error: 2 / Math.sqrt(pairs), // of (z^2 - 1)(z'^2 - 1)
    },
  ];
  return [
    ...powers,
    ...tails,
    ...runs,
    ...STEP_LAGS.flatMap((lag, i) =>
      products(`steps at lag ${lag}`, 20 + 2 * i, paths * (STEPS - lag)),
    ),
    ...PATH_LAGS.flatMap((lag, i) =>
      products(`paths at lag ${lag}`, 34 + 2 * i, (n / PATHS) * ((PATHS - lag) & ~1)),
    ),
    ...products("paths at lag 16", 44, n),
  ];
}

/** P(Z > x) for x >= 0 by Simpson's rule, good to four digits: enough to print. */
function upperTail(x: number): number {
  const h = 0.005;
  let sum = 0;
  for (let i = 0; i <= 2400; i++) {
    const z = x + i * h;
    sum += (i === 0 || i === 2400 ? 1 : i % 2 ? 4 : 2) * Math.exp(-0.5 * z * z);
  }
  return (sum * h) / (3 * Math.sqrt(2 * Math.PI));
}
