import { impliedVolatilities, optionGreeks } from "../core/options.ts";

const MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(" ");
const YEAR = 365 * 86_400_000;

/** An inverse option and its price, on a future that stands at the spot. */
export interface PricedOption {
  /** What names begin with. */
  readonly currency: string;
  readonly kind: "call" | "put";
  readonly strike: number;
  /** UTC milliseconds. */
  readonly time: number;
  readonly expiry: number;
  readonly spot: number;
  /** In quote currency. */
  readonly price: number;
  /** Half a spread in points of volatility, by the size of delta and days to expiry. */
  readonly halfSpread: (delta: number, days: number) => number;
}

/** A record as Deribit's public/get_book_summary_by_currency has it. */
export function chainRecord(option: PricedOption): object {
  const { currency, kind, strike, time, expiry, spot, price, halfSpread } = option;
  const years = (expiry - time) / YEAR,
    terms = { kind: kind === "call" ? 1 : 2, spot, strike, years } as const;
  const volatility = impliedVolatilities({ ...terms, price })[0]!;
  const greeks = optionGreeks({ ...terms, volatility }, ["delta", "vega"]);
  const points = halfSpread(Math.abs(greeks.delta[0]!), 365 * years);
  const half = ((points / 100) * greeks.vega[0]!) / spot,
    mark = price / spot,
    future = futureName(currency, expiry);
  return {
    instrument_name: `${future}-${String(strike).replace(".", "d")}-${kind === "call" ? "C" : "P"}`,
    underlying_index: future,
    ...{ mark_price: mark, mark_iv: volatility > 0 ? 100 * volatility : null },
    bid_price: mark > half ? mark - half : null,
    ask_price: half >= 0 ? mark + half : null,
    ...{ underlying_price: spot, estimated_delivery_price: spot, creation_timestamp: time },
  };
}

/** The venue's name of a future that expires on a day. */
export function futureName(currency: string, expiry: number): string {
  const day = new Date(expiry),
    year = String(day.getUTCFullYear()).slice(-2);
  return `${currency}-${day.getUTCDate()}${MONTHS[day.getUTCMonth()]}${year}`;
}

/** Strikes on either side of a price, a fortieth of it apart in round numbers. */
export function strikesAround(spot: number, side = 16): number[] {
  const size = 10 ** Math.floor(Math.log10(spot / 40));
  const step = Math.max(1, Math.round(spot / 40 / size)) * size,
    middle = Math.round(spot / step);
  return Array.from({ length: 2 * side + 1 }, (_, i) =>
    Number(((middle + i - side) * step).toPrecision(12)),
  );
}
