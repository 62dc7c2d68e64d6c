/** A number with five digits of meaning; whole numbers whole; thousands grouped from 10,000 on. */
export function numberText(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e15) return fixed(value, 0);
  if (size < 1e-4 || size >= 1e15) return value.toExponential(3);
  return fixed(value, places(size, 5), 0);
}

/** Value and error to the same decimal place, which is that of the error's second digit. */
export function estimateText(value: number, error: number): readonly [string, string] {
  if (!(error >= 1e-8 && error < 1e15)) return [numberText(value), numberText(error)];
  const decimals = places(error, 2);
  return [fixed(value, decimals), fixed(error, decimals)];
}

/** Decimals that leave `digits` digits of meaning in a number of this size. */
function places(size: number, digits: number): number {
  return Math.max(digits - 1 - Math.floor(Math.log10(size)), 0);
}

function fixed(value: number, decimals: number, least: number = decimals): string {
  const text = value.toLocaleString("en-US", {
    minimumFractionDigits: least,
    maximumFractionDigits: decimals,
    useGrouping: Math.abs(value) >= 10_000,
  });
  return text.replace(/^-(?=[0.]*$)/, "");
}
