import { fixed, plusMinus } from "../charts/numbers.ts";
import type { Estimate } from "../estimate.ts";
import type { MarketPreset } from "../index.ts";

/** Where the numbers of a study on a preset came from, as result.json keeps it. */
export interface PresetOrigin {
  readonly name: string;
  readonly volatility: Estimate;
  readonly drift: Estimate;
  readonly model: MarketPreset["fits"]["merton"];
  /** Of the returns that all of it was fitted to. */
  readonly provenance: MarketPreset["provenance"][number];
}

/** The origin of a study on a preset. */
export function presetOrigin({
  name,
  volatility,
  drift,
  fits,
  provenance,
}: MarketPreset): PresetOrigin {
  return { name, volatility, drift, model: fits.merton, provenance: provenance[0]! };
}

export interface PresetTextOptions {
  preset: MarketPreset;
  /** The drift that the study uses. */
  drift: number;
}

/** The market in a few lines: what was fitted to which prices, and how well it is known. */
export function presetText({ preset, drift }: PresetTextOptions): string {
  const { name, spot, volatility, fits, provenance } = preset;
  const { source, from, to, count } = provenance[0]!;
  const { jumpsPerYear, jumpDeviation, volatility: between } = fits.merton.parameters;
  return [
    `market      ${name}, as fitted to ${fixed(count, 0)} daily closes from ${from} to ${to}`,
    `            ${source}`,
    `spot        ${fixed(spot, 2)}`,
    `volatility  ${plusMinus(volatility, 100)} % a year`,
    `model       Merton's jump diffusion: ${plusMinus(between!, 100)} % a year between jumps,`,
    `            ${plusMinus(jumpsPerYear!)} jumps a year with a deviation of ` +
      `${plusMinus(jumpDeviation!, 100)} %`,
    `drift       ${fixed(100 * drift, 2)} % a year; in these prices it was ` +
      `${plusMinus(preset.drift, 100)} %`,
  ].join("\n");
}
