import type { VarianceJet } from "./variance-jet.ts";

/** A forward for a time. */
export interface ForwardPoint {
  readonly years: number;
  readonly forward: number;
}

/** Implied volatility for any strike and time. */
export interface VolatilitySurface {
  /** Times at which it was fitted, ascending. */
  readonly years: readonly number[];
  /** The forward for a time: log-linear between the fitted ones, that of the nearest beyond. */
  forward(years: number): number;
  /** Total variance and its derivatives at log(strike / forward). */
  jet(logMoneyness: number, years: number): VarianceJet;
  /** Black volatility, a fraction a year. */
  impliedVolatility(strike: number, years: number): number;
}

/** A surface from its forwards and its total variance. */
export function surfaceOf(
  points: readonly ForwardPoint[],
  jet: (logMoneyness: number, years: number) => VarianceJet,
): VolatilitySurface {
  const forward = (years: number) => forwardAt(points, positive("years", years));
  return Object.freeze({
    years: Object.freeze(points.map(({ years }) => years)),
    forward,
    jet: (k: number, years: number) => jet(k, positive("years", years)),
    impliedVolatility(strike: number, years: number) {
      const k = Math.log(positive("strike", strike) / forward(years));
      return Math.sqrt(jet(k, years).variance / years);
    },
  });
}

function positive(name: string, value: number): number {
  if (!(value > 0 && value < Number.POSITIVE_INFINITY))
    throw new RangeError(`${name} must be positive, got ${value}`);
  return value;
}

/** The place of a time among ascending ones: the interval that it is in, and the share gone. */
export function between(
  times: readonly number[],
  time: number,
): { readonly index: number; readonly share: number } {
  const next = times.findIndex((each) => each > time);
  if (next === 0) return { index: 0, share: 0 };
  if (next < 0) return { index: times.length - 1, share: 0 };
  const [from, to] = [times[next - 1]!, times[next]!];
  return { index: next - 1, share: (time - from) / (to - from) };
}

function forwardAt(points: readonly ForwardPoint[], years: number): number {
  const { index, share } = between(
    points.map((point) => point.years),
    years,
  );
  const from = points[index]!.forward;
  return share === 0 ? from : from * (points[index + 1]!.forward / from) ** share;
}
