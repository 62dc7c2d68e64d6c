/** What limits a trade: whole lots and the most units of a decision, 0 or none for neither. */
export interface TradeLimits {
  readonly lot?: number | undefined;
  readonly most?: number | undefined;
}

/** What is held after trading towards targets, as the core's ledger does it, to the bit. */
export function traded(
  position: Float64Array,
  target: Float64Array,
  { lot = 0, most = 0 }: TradeLimits,
): Float64Array {
  if (lot === 0 && most === 0) return target;
  return target.map((wanted, i) => {
    const held = position[i]!;
    let units = wanted - held;
    if (most > 0) units = Math.max(Math.min(units, most), -most);
    if (lot > 0) units = nearest(units / lot) * lot;
    return held + units;
  });
}

/** Rounded to a whole number, halves to the even one. */
function nearest(x: number): number {
  const down = Math.floor(x);
  if (x - down !== 0.5) return Math.round(x);
  return down % 2 === 0 ? down : down + 1;
}
