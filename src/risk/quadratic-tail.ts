import { angle, cosine, exponential, logarithm, sine } from "../core/functions.ts";
import type { Quadratic } from "./delta-gamma.ts";
import type { DiagonalForm } from "./diagonal-form.ts";
import { cumulants, saddle, support } from "./form-cumulants.ts";

/** P(Q > level) for a quadratic of normals, to some 12 digits of itself. */
export function exceedance(form: DiagonalForm, level: number): number {
  return tailMoments(form, level, []).probability;
}

/** Probability and density of a quadratic Q of normals at a level, and parts of it in the tail. */
export interface TailMoments {
  /** P(Q > level). */
  readonly probability: number;
  readonly density: number;
  /** Per part Y: E[Y; Q > level]. */
  readonly above: readonly number[];
  /** Per part Y: E[Y | Q = level] times the density. */
  readonly at: readonly number[];
}

/** Distance from an edge of the support, relative, below which rounding decides. */
const EDGE = 4 * Number.EPSILON;
/** Angle of the contour's ends to the vertical, as a slope: below 1, where Gaussians still decay. */
const SLOPE = 0.5;
/** Relative change of the integrals at which steps are halved no more. */
const TOLERANCE = 1e-13;
const HALVINGS = 7;

/**
 * Tail of Q = a + sum b z + lambda z^2 by inversion of its transform (Rouvinez 1997, "Going Greek
 * with VaR"; Glasserman 2003, 9.1.2), along a hyperbola through the saddle point, bent to where
 * exp(-s level) decays, by trapezoids in the logarithm of the distance: they converge
 * exponentially for one factor too, where the integral along the line hardly converges at all.
 * Parts Y are quadratics of the same normals; E[Y e^(sQ)] is E[e^(sQ)] times the mean of Y under
 * normals of mean s b / (1 - 2 s lambda) and variance 1 / (1 - 2 s lambda).
 */
export function tailMoments(
  form: DiagonalForm,
  level: number,
  parts: readonly Quadratic[],
): TailMoments {
  const [low, high] = support(form);
  // a level that rounding cannot tell from an edge lies at it
  const blur = EDGE * (Math.abs(level) + Math.sqrt(cumulants(form, 0).second));
  const under = level <= low + blur;
  if (under || level >= high - blur) {
    const whole = parts.map((part) => (under ? meanOf(part) : 0));
    return { probability: under ? 1 : 0, density: 0, above: whole, at: whole.map(() => 0) };
  }
  const contour = contourOf(form, level);
  const size = 2 + 2 * parts.length;
  let step = 0.5,
    sums = trapezoid(form, level, parts, contour, step, step, size, true);
  for (let halving = 0; halving < HALVINGS; halving++) {
    const between = trapezoid(form, level, parts, contour, step, step / 2, size, false);
    const refined = sums.map((sum, k) => (sum + between[k]!) / 2);
    const settled = refined.every(
      (value, k) => Math.abs(value - sums[k]!) <= TOLERANCE * Math.abs(value) + Number.MIN_VALUE,
    );
    sums = refined;
    step /= 2;
    if (settled) break;
  }
  // the pole at 0 lies right of a contour through a negative saddle
  const below = contour.at < 0;
  const [probability, density] = [sums[0]! + (below ? 1 : 0), sums[1]!];
  return {
    probability,
    density,
    above: parts.map((part, k) => sums[2 + 2 * k]! + (below ? meanOf(part) : 0)),
    at: parts.map((_, k) => sums[3 + 2 * k]!),
  };
}

interface Contour {
  /** Where it crosses the real axis, and its width there. */
  readonly at: number;
  readonly width: number;
  /** Slope of its ends, towards where exp(-s level) decays. */
  readonly bend: number;
}

function contourOf(form: DiagonalForm, level: number): Contour {
  const { linear, square } = form;
  const [least, most] = [Math.min(...square), Math.max(...square)];
  const spread = 1 / Math.sqrt(cumulants(form, 0).second);
  // not too near the pole at 0
  const found = saddle(form, level);
  const apart =
    found >= 0
      ? Math.max(found, Math.min(spread, most > 0 ? 0.25 / most : spread))
      : Math.min(found, -Math.min(spread, least < 0 ? -0.25 / least : spread));
  let turning = form.constant;
  square.forEach((lambda, j) => {
    if (lambda !== 0) turning -= linear[j]! ** 2 / (4 * lambda);
  });
  const bend = level > turning ? SLOPE : -SLOPE;
  return { at: apart, width: 1 / Math.sqrt(cumulants(form, apart).second), bend };
}

/** Sum over the nodes of one trapezoid rule, the contribution of both halves of the contour. */
function trapezoid(
  form: DiagonalForm,
  level: number,
  parts: readonly Quadratic[],
  { at, width, bend }: Contour,
  step: number,
  first: number,
  size: number,
  withCentre: boolean,
): number[] {
  const sums = new Array<number>(size).fill(0);
  const peak = cumulants(form, at).value - at * level;
  const add = (y: number, weight: number): boolean => {
    const grown = exponential(y);
    const [sinh, cosh] = [(grown - 1 / grown) / 2, (grown + 1 / grown) / 2];
    const re = at + bend * width * (cosh - 1),
      im = width * sinh;
    const [logSize, turned] = transform(form, re, im);
    const rise = logSize - re * level - peak;
    const height = exponential(rise + peak) * weight * step,
      turn = turned - im * level;
    // transform times ds / dy, over pi
    const [cos, sin] = [cosine(turn), sine(turn)];
    const [stepRe, stepIm] = [bend * width * sinh, width * cosh];
    const fRe = (height * (cos * stepRe - sin * stepIm)) / Math.PI,
      fIm = (height * (cos * stepIm + sin * stepRe)) / Math.PI;
    accumulate(sums, form, parts, [re, im], [fRe, fIm]);
    return rise + logarithm(cosh) > -42;
  };
  if (withCentre) add(0, 0.5);
  for (let y = first; y < 60; y += step) if (!add(y, 1)) break;
  return sums;
}

type Complex = readonly [re: number, im: number];

/** Imaginary parts of f / s and f, alone and times the mean of each part under the twist. */
function accumulate(
  sums: number[],
  { linear, square }: DiagonalForm,
  parts: readonly Quadratic[],
  [re, im]: Complex,
  [fRe, fIm]: Complex,
): void {
  const norm = re * re + im * im;
  const [oRe, oIm] = [(fRe * re + fIm * im) / norm, (fIm * re - fRe * im) / norm];
  sums[0]! += oIm;
  sums[1]! += fIm;
  if (parts.length === 0) return;
  const count = linear.length;
  const means: Complex[] = [],
    variances: Complex[] = [];
  for (let j = 0; j < count; j++) {
    const [rRe, rIm] = [1 - 2 * re * square[j]!, -2 * im * square[j]!];
    const r = rRe * rRe + rIm * rIm;
    const v: Complex = [rRe / r, -rIm / r];
    variances.push(v);
    means.push([linear[j]! * (re * v[0] - im * v[1]), linear[j]! * (re * v[1] + im * v[0])]);
  }
  parts.forEach(({ constant, linear: slope, matrix }, k) => {
    let [yRe, yIm] = [constant, 0];
    for (let i = 0; i < count; i++) {
      const row = matrix[i]!;
      let [sRe, sIm] = [slope[i]!, 0];
      for (let j = 0; j < count; j++) {
        sRe += row[j]! * means[j]![0];
        sIm += row[j]! * means[j]![1];
      }
      const [mRe, mIm] = means[i]!;
      yRe += mRe * sRe - mIm * sIm + row[i]! * variances[i]![0];
      yIm += mRe * sIm + mIm * sRe + row[i]! * variances[i]![1];
    }
    sums[2 + 2 * k]! += oRe * yIm + oIm * yRe;
    sums[3 + 2 * k]! += fRe * yIm + fIm * yRe;
  });
}

/** Logarithm of the size of E e^(sQ), and its angle. */
function transform({ constant, linear, square }: DiagonalForm, re: number, im: number): Complex {
  let [size, turned] = [constant * re, constant * im];
  for (let j = 0; j < linear.length; j++) {
    const b = linear[j]! ** 2 / 2;
    const [rRe, rIm] = [1 - 2 * re * square[j]!, -2 * im * square[j]!];
    const r = rRe * rRe + rIm * rIm;
    const [sRe, sIm] = [re * re - im * im, 2 * re * im];
    size += (b * (sRe * rRe + sIm * rIm)) / r - logarithm(r) / 4;
    turned += (b * (sIm * rRe - sRe * rIm)) / r - angle(rIm, rRe) / 2;
  }
  return [size, turned];
}

function meanOf({ constant, matrix }: Quadratic): number {
  return matrix.reduce((sum, row, i) => sum + row[i]!, constant);
}
