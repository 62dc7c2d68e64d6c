// Joint tails: normals of several assets become a Student t copula with the same correlations. One
// chi-square a step is shared by all, drawn by its quantile from a normal of its own; every asset
// is then taken back to a standard normal, so that its own distribution does not change.
import { ROW } from "../tile";
import { add, both, constant, div, mul } from "../math/lanes";
import {
  NODES, TABLE_BYTES, closeTable, nodeAt, readTable, setNode,
} from "../math/cubic-table";
import { LOWER, UPPER, gammaTail } from "../math/incomplete-gamma";
import { studentTail } from "../math/incomplete-beta";
import { logarithmFull } from "../math/logarithm";
import { logGamma } from "../math/log-gamma";
import {
  exponentialOf, logarithmOf, normalDensityOf, normalDistributionOf, normalQuantileOf,
} from "../math/scalar";
import { studentPeak } from "./student";

/** Bytes of the tables of a copula: of the mixing variable, and of the way back. */
export const COPULA_BYTES: usize = 2 * TABLE_BYTES;

/** Write both tables for `degrees` degrees of freedom, from 1 to 1,000. */
export function fillCopulaTables(degrees: f64, tables: usize): void {
  fillMixing(degrees, tables);
  fillReturn(degrees, tables + TABLE_BYTES);
}

/** sqrt(degrees / X) of the quantile X of chi-square at N(z), outward from the middle. */
function fillMixing(degrees: f64, table: usize): void {
  const middle = NODES >> 1, third = 2 / (9 * degrees), start = 1 - third;
  let x = chiSquareQuantile(0, degrees * start * start * start, degrees);
  const half = x;
  for (let i = middle; i < NODES; i++) {
    if (i > middle) x = chiSquareQuantile(nodeAt(i), x, degrees);
    setMixing(table, i, x, degrees);
  }
  x = half;
  for (let i = middle - 1; i >= 0; i--) {
    x = chiSquareQuantile(nodeAt(i), x, degrees);
    setMixing(table, i, x, degrees);
  }
  closeTable(table);
}

function setMixing(table: usize, i: i32, x: f64, degrees: f64): void {
  const root = sqrt(degrees / x), slope = normalDensityOf(nodeAt(i)) / chiSquareDensity(x, degrees);
  setNode(table, i, root, (-0.5 * root * slope) / x);
}

function chiSquareDensity(x: f64, degrees: f64): f64 {
  const a = 0.5 * degrees, y = 0.5 * x;
  return 0.5 * exponentialOf((a - 1) * logarithmOf(y) - y - logGamma(a));
}

/** Newton's method in ln x on the logarithm of the smaller tail. */
function chiSquareQuantile(z: f64, start: f64, degrees: f64): f64 {
  const side = z < 0 ? LOWER : UPPER, tail = normalDistributionOf(-abs(z));
  const sign: f64 = side == LOWER ? -1 : 1;
  let x = start;
  for (let round = 0; round < 50; round++) {
    const found = gammaTail(0.5 * x, 0.5 * degrees, side);
    const slope = chiSquareDensity(x, degrees) * x;
    const move = sign * min(max((found * logarithmOf(found / tail)) / slope, -1), 1);
    x *= exponentialOf(move);
    if (abs(move) <= 1e-9) break; // the next move would be below rounding
  }
  return x;
}

/** The normal with the tail of t, against q: q^2 = degrees ln(1 + t^2 / degrees); near a line. */
function fillReturn(degrees: f64, table: usize): void {
  const middle = NODES >> 1, peak = studentPeak(degrees);
  for (let i = middle; i < NODES; i++) {
    const q = nodeAt(i), growth = exponentialOf((q * q) / degrees);
    const t = sqrt(degrees * (growth - 1));
    const z = i == middle ? 0 : -normalQuantileOf(studentTail(t, degrees));
    // dt / dq = q (1 + t^2 / degrees) / t; the density of t is peak growth^(-(degrees + 1) / 2)
    const ratio = i == middle ? 1 : (q * growth) / t;
    const power = exponentialOf((-0.5 * (degrees + 1) * q * q) / degrees);
    const slope = (peak * power * ratio) / normalDensityOf(z);
    setNode(table, i, z, slope);
    setNode(table, NODES - 1 - i, -z, slope);
  }
  closeTable(table);
}

const ONE: usize = memory.data<f64>([1.0], 8);
const SIGN: usize = memory.data<u64>([0x8000000000000000], 8);

/** Turn the normals at `mixing` into the variables that all assets of a tile are multiplied by. */
export function fillMixingVariables(tables: usize, mixing: usize, rows: u32): void {
  for (const end = mixing + <usize>rows * ROW; mixing < end; mixing += 16) {
    v128.store(mixing, readTable(tables, v128.load(mixing)));
  }
}

/** A tile of normals mixed and taken back to normals, in place. */
export function mixTile(
  tables: usize, degrees: f64, mixing: usize, tile: usize, rows: u32,
): void {
  const size = both(degrees), back = tables + TABLE_BYTES;
  for (const end = tile + <usize>rows * ROW; tile < end; tile += 16, mixing += 16) {
    const t = mul(v128.load(tile), v128.load(mixing));
    const growth = add(constant(ONE), div(mul(t, t), size));
    const q = f64x2.sqrt(mul(size, logarithmFull(growth)));
    const signed = v128.or(q, v128.and(t, constant(SIGN)));
    v128.store(tile, readTable(back, signed));
  }
}
