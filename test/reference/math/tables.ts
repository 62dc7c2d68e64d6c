// The tables of assembly/math, row by row, from GMP's and MPFR's arithmetic at 256 bits.
// A row interpolates its function at the Chebyshev nodes of a segment.
import { init } from "gmp-wasm";

const gmp = await init();

type Operand = Float | number;

/** What is used of gmp-wasm, whose own types leave a number of any precision without methods. */
interface Float {
  add(x: Operand): Float;
  sub(x: Operand): Float;
  mul(x: Operand): Float;
  div(x: Operand): Float;
  pow(x: Operand): Float;
  neg(): Float;
  sqrt(): Float;
  exp(): Float;
  ln(): Float;
  cos(): Float;
  erfc(): Float;
  toNumber(): number;
}

interface Context {
  Float(x: Operand): Float;
  Pi(): Float;
  destroy(): void;
}

/** A table: how many rows, and the coefficients of one. */
export interface Table {
  readonly name: string;
  readonly about: string;
  readonly rows: number;
  row(index: number): number[];
}

/** Work with a context and give its memory back. */
function within<T>(work: (context: Context) => T): T {
  const context = gmp.getContext({ precisionBits: 256 }) as unknown as Context;
  const result = work(context);
  context.destroy();
  return result;
}

/** Coefficients in powers of (x - origin) of the polynomial of `degree` through f on [from, to]. */
function interpolate(
  context: Context, f: (x: Float) => Float, from: Float, to: Float, degree: number, origin: Float,
): number[] {
  const pi = context.Pi();
  const centre = from.add(to).div(2), half = to.sub(from).div(2);
  const nodes = Array.from({ length: degree + 1 }, (_, i) =>
    centre.add(half.mul(pi.mul(2 * i + 1).div(2 * degree + 2).cos())),
  );
  // Newton's divided differences
  const differences = nodes.map(f);
  for (let order = 1; order <= degree; order++) {
    for (let i = degree; i >= order; i--) {
      const rise = differences[i]!.sub(differences[i - 1]!);
      differences[i] = rise.div(nodes[i]!.sub(nodes[i - order]!));
    }
  }
  // then powers of x - origin
  let powers: Float[] = [differences[degree]!];
  for (let i = degree - 1; i >= 0; i--) {
    const shift = origin.sub(nodes[i]!);
    const next = [differences[i]!, ...powers];
    powers.forEach((power, k) => {
      next[k] = next[k]!.add(power.mul(shift));
    });
    powers = next;
  }
  return powers.map((power) => power.toNumber());
}

function distribution(context: Context, x: Float): Float {
  return x.neg().div(context.Float(2).sqrt()).erfc().div(2);
}

function density(context: Context, x: Float): Float {
  return x.mul(x).div(-2).exp().div(context.Pi().mul(2).sqrt());
}

/** The x >= 0 that a standard normal exceeds with probability `tail`, by Halley's iteration. */
function quantile(context: Context, tail: Float): Float {
  const t = tail.ln().mul(-2).sqrt();
  // Abramowitz and Stegun 26.2.22
  let x = t.sub(t.mul(0.27061).add(2.30753).div(t.mul(t.mul(0.04481).add(0.99229)).add(1)));
  for (let i = 0; i < 5; i++) {
    const step = distribution(context, x.neg()).sub(tail).div(density(context, x));
    x = x.add(step.div(x.mul(step).div(-2).add(1)));
  }
  return x;
}

/**
 * Quantiles of v / 2^(bits + 1) for v in [1/2, 2^bits): `segments` rows an octave, in powers of v
 * less the left end of its row. Octaves are in the order of `octave`.
 */
function inverseTable(
  name: string, about: string, bits: number, segments: number, degree: number,
  octave: (index: number) => number,
): Table {
  const row = (index: number) => within((context) => {
    const scale = context.Float(2).pow(octave(Math.floor(index / segments)));
    const from = scale.mul(context.Float(index % segments).div(segments).add(1));
    const to = scale.mul(context.Float((index % segments) + 1).div(segments).add(1));
    const unit = context.Float(2).pow(-(bits + 1));
    return interpolate(context, (v) => quantile(context, v.mul(unit)), from, to, degree, from);
  });
  // rows of more than four are padded to eight: one line of the cache
  const padded = (index: number) => [...row(index), ...(degree > 3 ? [0, 0] : [])];
  return { name, about, rows: (bits + 1) * segments, row: padded };
}

export const normalInverse: Table = inverseTable(
  "NORMAL_INVERSE",
  "Cubics of the inverse normal distribution: 32 octaves x 128 rows of 4 coefficients.",
  31, 128, 3, (index) => (index < 31 ? index + 1 : 0) - (index === 30 ? 32 : 0),
);

export const normalInverseFine: Table = inverseTable(
  "NORMAL_INVERSE_FINE",
  "Quintics of the inverse normal distribution: 53 octaves x 16 rows of 8, 6 used.",
  52, 16, 5, (index) => index - 1,
);

const STEP = 32, LIMIT = 9;

export const normalDistribution: Table = {
  name: "NORMAL_DISTRIBUTION",
  about: "Quintics of the normal distribution around i / 32, |i| <= 288: 577 rows of 8, 6 used.",
  rows: 2 * STEP * LIMIT + 1,
  row: (index) => within((context) => {
    // the ends are 0 and 1
    if (index === 0) return [0, 0, 0, 0, 0, 0, 0, 0];
    if (index === 2 * STEP * LIMIT) return [1, 0, 0, 0, 0, 0, 0, 0];
    const centre = context.Float(index).div(STEP).sub(LIMIT);
    const half = context.Float(1).div(2 * STEP);
    const f = (x: Float) => distribution(context, x);
    return [...interpolate(context, f, centre.sub(half), centre.add(half), 5, centre), 0, 0];
  }),
};

/**
 * The tail of x = 12 / (1 - s) - 7 from -1 on. The degree leaves an error of 2^-56 in the
 * polynomial's slope too.
 */
const DEGREE = 31;

export const normalTail: Table = {
  name: "NORMAL_TAIL",
  about: "(2 + x) e^(x x / 2) N(-x), x >= -1, as a polynomial in (x - 5) / (x + 7) of degree 31.",
  rows: 1,
  row: () => within((context) => {
    const one = context.Float(1);
    const f = (s: Float) => {
      const x = context.Float(12).div(one.sub(s)).sub(7);
      return x.add(2).mul(x.mul(x).div(2).exp()).mul(distribution(context, x.neg()));
    };
    return interpolate(context, f, one.neg(), one, DEGREE, context.Float(0));
  }),
};

/** The solution of a system of linear equations, rows of coefficients with the right side last. */
function solved(rows: Float[][]): Float[] {
  const size = rows.length, magnitude = (x: Float) => Math.abs(x.toNumber());
  for (let k = 0; k < size; k++) {
    let pivot = k;
    for (let i = k; i < size; i++) {
      if (magnitude(rows[i]![k]!) > magnitude(rows[pivot]![k]!)) pivot = i;
    }
    [rows[k], rows[pivot]] = [rows[pivot]!, rows[k]!];
    const head = rows[k]!;
    for (const row of rows) {
      if (row === head) continue;
      const factor = row[k]!.div(head[k]!);
      for (let j = k; j <= size; j++) row[j] = row[j]!.sub(factor.mul(head[j]!));
    }
  }
  return rows.map((row, k) => row[size]!.div(row[k]!));
}

/** Degree of the denominator, whose leading coefficient is 1; its error is 5e-17. */
const FAR_DEGREE = 9;

/** P(x) = f(x) Q(x) at the Chebyshev nodes in (x - 3) / (x + 3) from 2 to infinity. */
function farTail(context: Context): number[] {
  const count = 2 * FAR_DEGREE, from = context.Float(-1).div(5), pi = context.Pi();
  const equations = Array.from({ length: count }, (_, i) => {
    const angle = pi.mul(2 * i + 1).div(2 * count).cos();
    const s = from.add(1).div(2).add(context.Float(1).sub(from).div(2).mul(angle));
    const x = s.add(1).mul(3).div(context.Float(1).sub(s));
    const f = x.mul(x).div(2).exp().mul(distribution(context, x.neg()));
    const powers = Array.from({ length: FAR_DEGREE }, (_, k) => x.pow(k - FAR_DEGREE));
    return [...powers, ...powers.map((power) => power.mul(f).neg()), f];
  });
  return solved(equations).map((value) => value.toNumber());
}

export const normalTailFar: Table = {
  name: "NORMAL_TAIL_FAR",
  about: "e^(x x / 2) N(-x), x >= 2, as P(x) / Q(x): rising powers of P, then of Q but its x^9.",
  rows: 2,
  row: (index) => within((context) => {
    const all = farTail(context);
    return all.slice(index * FAR_DEGREE, (index + 1) * FAR_DEGREE);
  }),
};

export const tables: readonly Table[] = [
  normalInverse, normalInverseFine, normalDistribution, normalTail, normalTailFar,
];
