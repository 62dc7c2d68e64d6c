/** A scale from values to pixels, in the form Observable Plot takes. */
export interface Axis {
  readonly type: "linear" | "log";
  readonly domain: [number, number];
  readonly range: [number, number];
  /** The pixel of a value. */
  readonly apply: (value: number) => number;
}

/** A scale whose pixels can be asked before anything is drawn. */
export function axis(
  type: "linear" | "log",
  domain: [number, number],
  range: [number, number],
): Axis {
  const along = type === "log" ? Math.log : (value: number) => value;
  const [low, high] = [along(domain[0]), along(domain[1])];
  const apply = (value: number) =>
    range[0] + ((along(value) - low) / (high - low)) * (range[1] - range[0]);
  return { type, domain, range, apply };
}

/** 1, 2 and 5 times the powers of ten that lie in a domain. */
export function logTicks([low, high]: readonly [number, number]): number[] {
  const first = Math.floor(Math.log10(low));
  const powers = Math.max(Math.ceil(Math.log10(high)) - first, 0) + 1;
  const ticks = Array.from({ length: powers }, (_, i) => first + i).flatMap((power) =>
    [1, 2, 5].map((digit) => Number(`${digit}e${power}`)),
  );
  return ticks.filter((tick) => tick >= low && tick <= high);
}

/** A channel of pixels, which no scale touches. */
export function pixels<T>(value: (datum: T) => number): {
  value: (datum: T) => number;
  scale: null;
} {
  return { value, scale: null };
}

/** The least and the greatest of the finite values; `fallback` where there are none. */
export function extent(
  values: readonly number[],
  fallback: readonly [number, number] = [0, 1],
): [number, number] {
  const finite = values.filter(Number.isFinite);
  return finite.length > 0 ? [Math.min(...finite), Math.max(...finite)] : [...fallback];
}

/** A domain widened by a share of itself on either side, and never empty. */
export function widened([low, high]: readonly [number, number], share = 0.05): [number, number] {
  const size = high - low || Math.abs(high) || 1;
  return [low - share * size, high + share * size];
}
