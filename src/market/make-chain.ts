import { freeze } from "../check.ts";
import { impliedVolatilities, optionGreeks } from "../core/options.ts";
import type { ChainRow } from "./chain-row.ts";
import { type OptionInstrument, parseInstrument } from "./instrument.ts";
import { median } from "./median.ts";
import type { ChainExpiry, ChainQuote, Dropped, OptionChain } from "./option-chain.ts";
import { showTime } from "./parse-time.ts";

/** Milliseconds in a year of 365 days. */
export const YEAR: number = 365 * 24 * 3600 * 1000;

/** A row and the option that it quotes. */
interface Quoted extends ChainRow {
  readonly option: OptionInstrument;
}

/** The chains that the rows of one snapshot make, by family. */
export function makeChain(source: {
  readonly name: string;
  readonly rows: readonly ChainRow[];
}): Record<string, OptionChain> {
  const { name, rows } = source;
  const others: Dropped[] = [];
  const families = new Map<string, Quoted[]>();
  for (const row of rows) {
    const option = parseInstrument(row.instrument);
    if (option?.type === "option")
      families.set(option.family, [...(families.get(option.family) ?? []), { ...row, option }]);
    else others.push(notAnOption(row));
  }
  if (families.size === 0)
    throw new RangeError(
      `${name}: a chain needs options, got ${others[0]!.instrument || "rows without a name"}`,
    );
  // A row of no family is reported with every chain of the source.
  const family = ({ instrument }: Dropped) => instrument.split("-")[0]!;
  return Object.fromEntries(
    [...families].map(([own, quoted]) => {
      const beside = others.filter((row) => family(row) === own || !families.has(family(row)));
      return [own, familyChain(name, quoted, beside)];
    }),
  );
}

function notAnOption({ instrument, where }: ChainRow): Dropped {
  return { instrument, reason: "notAnOption", detail: `${where} names no option of one leg` };
}

function familyChain(name: string, rows: readonly Quoted[], others: readonly Dropped[]) {
  const times = rows.flatMap(({ time }) => time ?? []);
  if (times.length === 0) throw new RangeError(`${name}: a chain needs a time, got none`);
  // Not Math.max(...times): a snapshot may have more rows than a call takes arguments.
  const time = times.reduce((latest, each) => Math.max(latest, each));
  const dropped = [...others];
  const kept = sift(rows, time, dropped);
  const { option } = rows[0]!;
  const indices = kept.flatMap(({ index }) => index ?? []);
  return freeze<OptionChain>({
    venue: "deribit",
    currency: option.currency,
    settlement: option.settlement,
    unit: option.unit,
    time,
    index: indices.length > 0 ? median(indices) : null,
    expiries: expiriesOf(kept, time, new Set(times).size > 1),
    dropped,
    notes: notesOf(kept, times),
  });
}

/** The rows that can be in a chain; the others go to `dropped`. */
function sift(rows: readonly Quoted[], time: number, dropped: Dropped[]): Quoted[] {
  const seen = new Map<string, Quoted>();
  for (const row of rows) {
    const { instrument, option, forward } = row;
    const drop = (reason: Dropped["reason"], detail: string) =>
      dropped.push({ instrument, reason, detail });
    const before = seen.get(instrument);
    if (before !== undefined) drop("duplicate", `${row.where} repeats ${before.where}`);
    else if (option.expiry <= time)
      drop("expired", `expired ${showTime(option.expiry)}, the chain is of ${showTime(time)}`);
    else if (forward === null || !(forward > 0))
      drop("noForward", `${row.where} has no price of its underlying`);
    else seen.set(instrument, row);
  }
  return [...seen.values()];
}

function expiriesOf(rows: readonly Quoted[], time: number, timed: boolean): ChainExpiry[] {
  const quotes = quotesOf(rows, time, timed);
  const groups = new Map<number, number[]>();
  rows.forEach(({ option: { expiry } }, i) => {
    groups.set(expiry, [...(groups.get(expiry) ?? []), i]);
  });
  const byStrike = (a: ChainQuote, b: ChainQuote) =>
    a.strike - b.strike || (a.kind < b.kind ? -1 : 1);
  return [...groups]
    .sort(([a], [b]) => a - b)
    .map(([expiry, members]) => ({
      expiry,
      years: (expiry - time) / YEAR,
      forward: median(members.map((i) => quotes[i]!.forward)),
      underlying: rows[members[0]!]!.underlying,
      quotes: members.map((i) => quotes[i]!).sort(byStrike),
    }));
}

/** The quotes of rows, their volatilities and deltas made by the core, all at once. */
function quotesOf(rows: readonly Quoted[], time: number, timed: boolean): ChainQuote[] {
  const columns = {
    kind: rows.map(({ option: { kind } }) => (kind === "call" ? 1 : 2)),
    spot: rows.map(({ forward }) => forward!),
    strike: rows.map(({ option: { strike } }) => strike),
    years: rows.map(({ option: { expiry } }) => (expiry - time) / YEAR),
  };
  const implied = (which: "bid" | "ask" | "mark") => {
    const price = rows.map((row) => (row[which] ?? Number.NaN) * unitOf(row));
    return [...impliedVolatilities({ ...columns, price })].map(orNull);
  };
  const [bids, asks, marks] = [implied("bid"), implied("ask"), implied("mark")];
  const volatility = rows.map(({ markVolatility }, i) => markVolatility ?? marks[i] ?? Number.NaN);
  const { delta } = optionGreeks({ ...columns, volatility }, ["delta"]);
  return rows.map(({ option: { kind, strike }, ...row }, i) => ({
    instrument: row.instrument,
    kind,
    strike,
    forward: row.forward!,
    time: timed ? row.time : null,
    bid: row.bid,
    ask: row.ask,
    mark: row.mark,
    impliedVolatility: { bid: bids[i]!, ask: asks[i]!, mark: orNull(volatility[i]!) },
    delta: row.delta ?? orNull(delta[i]!),
    openInterest: row.openInterest,
    volume: row.volume,
  }));
}

function unitOf({ option, forward }: Quoted): number {
  return option.settlement === "inverse" ? forward! : 1;
}

/** What the core cannot answer is `null`: a volatility of 0 is an intrinsic value, and no quote. */
function orNull(value: number): number | null {
  return Number.isFinite(value) && value !== 0 ? value : null;
}

function notesOf(rows: readonly Quoted[], times: readonly number[]): string[] {
  const marked = rows.filter(({ markVolatility }) => markVolatility !== null).length;
  const implied = rows.length - marked;
  const synthetic = rows.filter(({ underlying }) => underlying?.startsWith("SYN."));
  const spot = rows.filter(({ underlying }) => underlying === "index_price");
  return [
    ...(new Set(times).size > 1 ? [] : ["all rows bear one time: none can be told to be stale"]),
    ...(implied > 0 ? [`${implied} mark volatilities are implied by mark prices`] : []),
    ...(synthetic.length > 0
      ? [`${synthetic.length} rows are on forwards that the venue made, without a listed future`]
      : []),
    ...(spot.length > 0
      ? [`${spot.length} rows are on the index itself, for want of a future`]
      : []),
  ];
}
