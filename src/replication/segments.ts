import { calibrationTables } from "./calibration-table.ts";
import { kernelDensityTables } from "./kernel-density-table.ts";
import { type Segment, type SegmentDay, segment } from "./segment.ts";

/** The three times of the study. */
export type SegmentName = "BULLISH" | "CALM" | "COVID";

/** The segments of the study, each read at its first use. */
export const segments: Readonly<Record<SegmentName, Segment>> = Object.freeze({
  get BULLISH() {
    return once("BULLISH");
  },
  get CALM() {
    return once("CALM");
  },
  get COVID() {
    return once("COVID");
  },
});

const known: Partial<Record<SegmentName, Segment>> = {};

function once(name: SegmentName): Segment {
  known[name] ??= read(name);
  return known[name];
}

function read(name: SegmentName): Segment {
  const { days, ...terms } = calibrationTables[name];
  const { deviations, residuals } = kernelDensityTables[name];
  const rows = days.map((day, i) => ({ ...dayOf(day), deviation: deviations[i]! }));
  return segment({ name, ...terms, days: rows, residuals });
}

/** Columns of a calibration, in their order. */
const COLUMNS = [
  ...["volatility", "variance", "meanReversion", "longVariance", "volatilityOfVariance"],
  ...["correlation", "jumpsPerYear", "jumpMean", "jumpDeviation", "varianceJumpMean"],
];

function dayOf(row: readonly number[]): Omit<SegmentDay, "deviation"> {
  return Object.fromEntries(COLUMNS.map((name, k) => [name, row[k]!])) as unknown as SegmentDay;
}
