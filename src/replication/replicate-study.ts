import { createRequire } from "node:module";
import type { Table } from "../hedging/study-result.ts";
import { type PublishedMeasures, published } from "./published.ts";
import {
  type HedgeReplication,
  type Quirks,
  type ReplicateHedgeOptions,
  replicateHedge,
} from "./replicate-hedge.ts";
import type { SegmentName } from "./segments.ts";

/** The experiment as its code has it, with each slip mended alone, and with both. */
export interface SegmentReplication {
  readonly segment: SegmentName;
  /** Null where the tables do not show this hedge. */
  readonly published: PublishedMeasures | null;
  readonly coded: HedgeReplication;
  /** The call pays on the spot at expiry; shocks as coded. */
  readonly payoffMended: HedgeReplication;
  /** Shocks correlate as calibrated; the payoff as coded. */
  readonly shocksMended: HedgeReplication;
  readonly corrected: HedgeReplication;
}

/** One hedge in all segments of the study. */
export interface StudyReplication {
  readonly segments: readonly SegmentReplication[];
  /** An arquero table, a row a segment and version: hedge error, tails, and their errors. */
  table(): Table;
}

/** Versions of the experiment, by the slips that each keeps. */
const VERSIONS: Readonly<
  Record<Exclude<keyof SegmentReplication, "segment" | "published">, Quirks>
> = {
  coded: { payoffAtPreviousDay: true, correlationOfShocks: true },
  payoffMended: { payoffAtPreviousDay: false, correlationOfShocks: true },
  shocksMended: { payoffAtPreviousDay: true, correlationOfShocks: false },
  corrected: { payoffAtPreviousDay: false, correlationOfShocks: false },
};

const SEGMENTS = ["BULLISH", "CALM", "COVID"] as const;

/**
 * What the study published of a hedge, beside the same experiment with the slips of its code, with
 * one of them, and with none. All versions see the same noise.
 */
export function replicateStudy(
  options: Omit<ReplicateHedgeOptions, "segment" | "quirks"> = {},
): StudyReplication {
  const segments = SEGMENTS.map((segment): SegmentReplication => {
    const of = (version: keyof typeof VERSIONS) =>
      replicateHedge({ ...options, segment, quirks: VERSIONS[version] });
    const [coded, payoffMended] = [of("coded"), of("payoffMended")];
    const [shocksMended, corrected] = [of("shocksMended"), of("corrected")];
    const cell = published(coded);
    return { segment, published: cell, coded, payoffMended, shocksMended, corrected };
  });
  return Object.freeze({ segments: Object.freeze(segments), table: () => tableOf(segments) });
}

function tableOf(segments: readonly SegmentReplication[]): Table {
  const { from } = createRequire(import.meta.url)("arquero") as { from(rows: object[]): Table };
  const rows = segments.flatMap(({ segment, published: cell, ...versions }) => [
    ...(cell ? [rowOf(segment, "published", bare(cell))] : []),
    ...Object.entries(versions).map(([name, each]) => rowOf(segment, name, each)),
  ]);
  return from(rows);
}

type Measured = Pick<HedgeReplication, "hedgeError" | "es5" | "es95">;

/** Published numbers have no error. */
function bare({ hedgeError, es5, es95 }: PublishedMeasures): Measured {
  const of = (value: number) => ({ value, standardError: 0 });
  return { hedgeError: of(hedgeError), es5: of(es5), es95: of(es95) };
}

function rowOf(segment: string, version: string, { hedgeError, es5, es95 }: Measured): object {
  return {
    ...{ segment, version },
    ...{ hedgeError: hedgeError.value, hedgeErrorError: hedgeError.standardError },
    ...{ es5: es5.value, es5Error: es5.standardError },
    ...{ es95: es95.value, es95Error: es95.standardError },
  };
}
