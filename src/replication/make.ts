import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readPrices } from "../market/read-prices.ts";
import { calibrationTables } from "./calibration-table.ts";
import { type KernelDensity, kernelDensity } from "./kernel-density.ts";
import type { SegmentName } from "./segments.ts";

/** Last days of the segments. */
const ENDS = { BULLISH: "2019-10-01", CALM: "2020-02-01", COVID: "2020-07-01" } as const;

/** Days of deviations kept: as many as there are calibrations. */
const DAYS = 31;

/** Write the kernel densities of the segments anew from the data folder. */
async function main(): Promise<void> {
  const data = process.env.HEDGELAB_DATA;
  if (data === undefined) throw new Error("set HEDGELAB_DATA to the folder of market data");
  const tables: Partial<Record<SegmentName, KernelDensity>> = {};
  for (const name of Object.keys(ENDS) as SegmentName[]) tables[name] = await table(data, name);
  const content = [
    'import type { KernelDensity } from "./kernel-density.ts";\n',
    "/**",
    " * Made by `npm run presets` from Yahoo Finance daily closes of BTC, as in",
    " * github.com/lukmol/gamlss-btc-VaR at 5f40812: figures of our own fits, never the series.",
    " */",
    `export const kernelDensityTables: Readonly<Record<${nameType()}, KernelDensity>> =`,
    `${JSON.stringify(tables)};\n`,
  ].join("\n");
  const file = new URL("./kernel-density-table.ts", import.meta.url);
  writeFileSync(fileURLToPath(file), content);
}

function nameType(): string {
  return Object.keys(ENDS)
    .map((name) => JSON.stringify(name))
    .join(" | ");
}

/** The kernel density of a segment, rounded to six digits, over its first days. */
export async function table(data: string, name: SegmentName): Promise<KernelDensity> {
  const prices = readPrices(join(data, "btc-daily/btc_price_volume.csv"));
  const { start: from } = calibrationTables[name];
  const { deviations, residuals } = await kernelDensity({ prices, from, to: ENDS[name] });
  const rounded = (values: readonly number[]) => values.map((x) => Number(x.toPrecision(6)));
  return { deviations: rounded(deviations.slice(0, DAYS)), residuals: rounded(residuals) };
}

// Run as a script; tests import the parts.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().catch((error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
