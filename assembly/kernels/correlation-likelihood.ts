// Dynamic conditional correlations (Engle 2002) of several series of standardised residuals, also
// the asymmetric ones of Cappiello, Engle and Sheppard (2006). Lanes are sets of parameters.
import { add, both, constant, div, least, mul, mulAdd, sub } from "../math/lanes";
import { logarithmFull } from "../math/logarithm";

const ONE: usize = memory.data<f64>([1.0], 8);
const HALF: usize = memory.data<f64>([0.5], 8);

/**
 * Q of the next step in place: (1 - a - b) S - g N + a z z' + g n n' + b Q, n being z where it is
 * negative and 0 elsewhere. Lower triangles; `parameters` has vectors a, b and g, `targets` the
 * matrices S and N.
 */
function advance(z: usize, assets: usize, parameters: usize, targets: usize, q: usize): void {
  const a = v128.load(parameters), b = v128.load(parameters, 16), g = v128.load(parameters, 32);
  const rest = sub(sub(constant(ONE), a), b), size = assets * assets << 3;
  for (let i: usize = 0; i < assets; i++) {
    const x = constant(z + (i << 3)), fallX = least(x, v128.xor(x, x));
    for (let j: usize = 0; j <= i; j++) {
      const place = i * assets + j, at = q + (place << 4), target = targets + (place << 3);
      const y = constant(z + (j << 3)), fall = mul(fallX, least(y, v128.xor(y, y)));
      const level = mul(rest, constant(target));
      const asymmetry = mul(g, sub(fall, constant(target + size)));
      v128.store(at, add(add(level, asymmetry), mulAdd(b, v128.load(at), mul(a, mul(x, y)))));
    }
  }
}

/** The first Q: the target S. */
function begin(assets: usize, targets: usize, q: usize): void {
  for (let place: usize = 0; place < assets * assets; place++) {
    v128.store(q + (place << 4), constant(targets + (place << 3)));
  }
}

/** -(ln |R| + z' R^-1 z - z' z) / 2 of the correlations R in Q, by the factor L L' = Q. */
function term(z: usize, assets: usize, q: usize, factor: usize, solved: usize): v128 {
  let determinant = constant(ONE), distance = both(0), plain = both(0);
  for (let i: usize = 0; i < assets; i++) {
    const x = constant(z + (i << 3)), row = factor + (i * assets << 4);
    const diagonal = v128.load(q + (i * (assets + 1) << 4));
    let rest = diagonal, w = mul(x, f64x2.sqrt(diagonal));
    for (let j: usize = 0; j < i; j++) {
      let sum = v128.load(q + ((i * assets + j) << 4));
      const other = factor + (j * assets << 4);
      for (let k: usize = 0; k < j; k++) {
        sum = sub(sum, mul(v128.load(row + (k << 4)), v128.load(other + (k << 4))));
      }
      const entry = div(sum, v128.load(other + (j << 4)));
      v128.store(row + (j << 4), entry);
      rest = sub(rest, mul(entry, entry));
      w = sub(w, mul(entry, v128.load(solved + (j << 4))));
    }
    const root = f64x2.sqrt(rest), part = div(w, root);
    v128.store(row + (i << 4), root);
    v128.store(solved + (i << 4), part);
    determinant = mul(determinant, div(rest, diagonal));
    distance = mulAdd(part, part, distance);
    plain = mulAdd(x, x, plain);
  }
  const sum = add(logarithmFull(determinant), sub(distance, plain));
  return f64x2.neg(mul(constant(HALF), sum));
}

/** Bytes of workspace that so many assets need. */
export function dccWorkspace(assets: u32): usize {
  return (2 * <usize>assets * assets + assets) << 4;
}

/**
 * Log-likelihoods that correlations add to `count` rows of `assets` standardised residuals, under
 * two sets of parameters: vectors a, b, g at `parameters`. `targets` has the matrices S and N, mean
 * of z z' and of n n'. Writes two numbers a row to `terms`; NaN where a Q is not positive definite.
 */
export function dccTerms(
  residuals: usize, count: u32, assets: u32, targets: usize, parameters: usize, terms: usize,
  workspace: usize,
): void {
  const n = <usize>assets, size = n * n << 4;
  const factor = workspace + size, solved = factor + size;
  begin(n, targets, workspace);
  for (let t: u32 = 0; t < count; t++, residuals += n << 3, terms += 16) {
    v128.store(terms, term(residuals, n, workspace, factor, solved));
    advance(residuals, n, parameters, targets, workspace);
  }
}

/**
 * Sums of what `dccTerms` writes, one a set, to `out`, and after them the matrix Q of the step to
 * come under the first set, row by row.
 */
export function dccLikelihoods(
  residuals: usize, count: u32, assets: u32, targets: usize, parameters: usize, out: usize,
  workspace: usize,
): void {
  const n = <usize>assets, size = n * n << 4;
  const factor = workspace + size, solved = factor + size;
  begin(n, targets, workspace);
  let sums = both(0);
  for (let t: u32 = 0; t < count; t++, residuals += n << 3) {
    sums = add(sums, term(residuals, n, workspace, factor, solved));
    advance(residuals, n, parameters, targets, workspace);
  }
  v128.store(out, sums);
  for (let i: usize = 0; i < n; i++) {
    for (let j: usize = 0; j < n; j++) {
      const place = max(i, j) * n + min(i, j);
      store<f64>(out + (i * n + j << 3), load<f64>(workspace + (place << 4)), 16);
    }
  }
}

/**
 * Correlations of the first of two sets of parameters: `count` + 1 rows, the last one that of the
 * step to come, of the pairs (1, 0), (2, 0), (2, 1) and so on.
 */
export function dccCorrelations(
  residuals: usize, count: u32, assets: u32, targets: usize, parameters: usize, out: usize,
  workspace: usize,
): void {
  const n = <usize>assets;
  begin(n, targets, workspace);
  for (let t: u32 = 0; t <= count; t++, residuals += n << 3) {
    for (let i: usize = 1; i < n; i++) {
      const own = load<f64>(workspace + (i * (n + 1) << 4));
      for (let j: usize = 0; j < i; j++, out += 8) {
        const other = load<f64>(workspace + (j * (n + 1) << 4));
        store<f64>(out, load<f64>(workspace + ((i * n + j) << 4)) / sqrt(own * other));
      }
    }
    if (t < count) advance(residuals, n, parameters, targets, workspace);
  }
}
