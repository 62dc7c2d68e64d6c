import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { PriceSeries } from "./price-series.ts";
import { readPrices } from "./read-prices.ts";

/**
 * Daily closes of the S&P 500, 3 January 2000 to 17 April 2020, from the npm package
 * vega-datasets: real prices to try things on. The package is optional; the error says what to do
 * without it.
 */
export function embeddedPrices(): PriceSeries {
  const file = join(dirname(entry()), "..", "data", "sp500-2000.csv");
  return Object.freeze({ ...readPrices(file), name: "S&P 500" });
}

/** The package's main file, beside hedgelab or in the project that the process runs in. */
function entry(): string {
  const bases = [import.meta.url, join(process.cwd(), "index.js")];
  for (const base of bases) {
    try {
      return createRequire(base).resolve("vega-datasets");
    } catch {
      // Look in the next place.
    }
  }
  throw new Error(
    "the embedded S&P 500 prices need the package vega-datasets: " +
      "pass --prices FILE or run npm i vega-datasets",
  );
}
