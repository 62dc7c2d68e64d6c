/** What a Deribit instrument is, read from its name. */
export type Instrument = OptionInstrument | FutureInstrument | PerpetualInstrument;

interface Named {
  readonly name: string;
  /** What the name begins with: `BTC` for coin settlement, `BTC_USDC` for settlement in USDC. */
  readonly family: string;
  /** The underlying: `BTC` for both. */
  readonly currency: string;
  readonly settlement: "inverse" | "linear";
  /** What prices and profits are counted in: the coin itself, or the stable coin of the name. */
  readonly unit: string;
}

export interface OptionInstrument extends Named {
  readonly type: "option";
  readonly kind: "call" | "put";
  /** Dollars for one coin. */
  readonly strike: number;
  /** UTC milliseconds: 08:00 of the day. */
  readonly expiry: number;
}

export interface FutureInstrument extends Named {
  readonly type: "future";
  /** UTC milliseconds: 08:00 of the day. */
  readonly expiry: number;
}

export interface PerpetualInstrument extends Named {
  readonly type: "perpetual";
}

/** The family, then PERPETUAL or a day, then a strike and a kind. */
const NAME = new RegExp(
  [
    "^(?<family>[A-Z0-9]+(?:_[A-Z0-9]+)?)-",
    String.raw`(?:(?<perpetual>PERPETUAL)|(?<day>\d{1,2})(?<month>[A-Z]{3})(?<year>\d\d)`,
    String.raw`(?:-(?<strike>\d+(?:d\d+)?)-(?<kind>[CP]))?)$`,
  ].join(""),
);

const MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(" ");

/** All dated contracts of Deribit expire at 08:00 UTC. */
const EXPIRY_HOUR = 8;

/**
 * The instrument that a Deribit name stands for, `null` where it is none of those read here, such
 * as a combination. After the venue's naming rules: `BTC-27MAR26`, `BTC-PERPETUAL`,
 * `BTC-27MAR26-100000-C`, and `XRP_USDC-30JUN26-0d625-P`, where d is the decimal point.
 */
export function parseInstrument(name: string): Instrument | null {
  const parts = NAME.exec(name)?.groups;
  if (parts === undefined) return null;
  const [currency, quote] = parts.family!.split("_") as [string, string | undefined];
  const settlement: Named["settlement"] = quote === undefined ? "inverse" : "linear";
  const named = { name, family: parts.family!, currency, settlement, unit: quote ?? currency };
  if (parts.perpetual !== undefined) return { type: "perpetual", ...named };
  const expiry = expiryOf(Number(parts.day), parts.month!, Number(parts.year));
  if (Number.isNaN(expiry)) return null;
  if (parts.strike === undefined) return { type: "future", ...named, expiry };
  const strike = Number(parts.strike.replace("d", "."));
  if (!(strike > 0)) return null;
  return { type: "option", ...named, kind: parts.kind === "C" ? "call" : "put", strike, expiry };
}

/** 08:00 UTC of a day; NaN where the calendar has no such day. */
function expiryOf(day: number, name: string, year: number): number {
  const month = MONTHS.indexOf(name);
  const time = new Date(Date.UTC(2000 + year, month, day, EXPIRY_HOUR));
  return month >= 0 && time.getUTCDate() === day ? time.getTime() : Number.NaN;
}
