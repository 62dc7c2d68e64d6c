import type { OptionChain } from "../market/option-chain.ts";
import { showTime } from "../market/parse-time.ts";
import { tradingTerms } from "../market/trading-terms.ts";
import type { Venue } from "../market/venue.ts";
import {
  type Counting,
  futureSensitivities,
  type Numeraire,
  optionSensitivities,
} from "./chain-greeks.ts";
import { type OptionMark, optionMark, spotOf } from "./chain-marks.ts";
import type { ChainView } from "./chain-targets.ts";
import type { Frictions } from "./frictions.ts";

/** The name of the coin's own price, which stands for a perpetual. */
export const INDEX = "index";

/** What each chain says of the instruments of a walk. */
export interface ChainColumns {
  readonly views: readonly ChainView[];
  /** Prices in the numeraire, and what trading meets, by instrument. */
  readonly prices: Readonly<Record<string, Float64Array>>;
  readonly frictions: Readonly<Record<string, Frictions>>;
  readonly spots: Float64Array;
  readonly notes: readonly string[];
}

interface Walked {
  readonly chains: readonly OptionChain[];
  readonly book: Readonly<Record<string, number>>;
  /** Options that hedge. */
  readonly options: readonly string[];
  /** The future that hedges, or `index`. */
  readonly future: string;
  readonly venue: Venue;
  readonly numeraire: Numeraire;
}

/** Read the instruments of a walk off its chains. */
export function chainColumns(walked: Walked): ChainColumns {
  const { chains, book, options, future, venue, numeraire } = walked;
  const names = [...new Set([...Object.keys(book), ...options])];
  const marks = chains.map(
    (chain) => new Map(names.map((name) => [name, optionMark(chain, name)])),
  );
  const forwards = chains.map((chain) => forwardOf(chain, future));
  const countings = chains.map(
    (chain): Counting => ({ spot: spotOf(chain), settlement: chain.settlement, numeraire }),
  );
  const views = chains.map((chain, t): ChainView => {
    const counting = countings[t]!,
      of = (name: string, at?: number) => optionSensitivities(marks[t]!.get(name)!, counting, at);
    return {
      ...{ time: chain.time, spot: counting.spot, quantities: Object.values(book) },
      future: futureSensitivities(forwards[t]!, counting),
      book: (volatility) => Object.keys(book).map((name) => of(name, volatility)),
      option: of,
    };
  });
  const column = (of: (t: number) => number) => Float64Array.from(chains, (_, t) => of(t));
  const own = names.map((name) => [name, column((t) => views[t]!.option(name).price)] as const);
  const spots = column((t) => countings[t]!.spot);
  const dealing = { venue, numeraire, spots, settlement: chains[0]!.settlement };
  const meets = options.map(
    (name) =>
      [
        name,
        optionFrictions(
          marks.map((each) => each.get(name)!),
          dealing,
        ),
      ] as const,
  );
  return {
    views,
    prices: Object.fromEntries([...own, [future, column((t) => views[t]!.future.price)]]),
    frictions: Object.fromEntries([
      ...meets,
      [future, futureFrictions(forwards, future === INDEX ? "perpetual" : "future", dealing)],
    ]),
    spots,
    notes: notesOf(chains, marks, options),
  };
}

/** Price of the future that hedges, in a chain. */
function forwardOf(chain: OptionChain, name: string): number {
  if (name === INDEX) return spotOf(chain);
  const plain = (underlying: string | null) => underlying?.replace(/^SYN\./, "");
  const found = chain.expiries.find(({ underlying }) => plain(underlying) === name);
  if (found) return found.forward;
  const known = chain.expiries.map(({ underlying }) => plain(underlying)).join(", ");
  throw new RangeError(
    `hedge ${name} is not in the chain of ${showTime(chain.time)}, known are index, ${known}`,
  );
}

interface Dealing {
  readonly venue: Venue;
  readonly numeraire: Numeraire;
  readonly settlement: "inverse" | "linear";
  readonly spots: Float64Array;
}

/** Quoted half-spreads where there are two sides, the venue's elsewhere, and its fee. */
function optionFrictions(
  marks: readonly OptionMark[],
  { venue, settlement, spots }: Dealing,
): Frictions {
  const costRate = Float64Array.from(marks, (mark, t) => {
    const spot = spots[t]!,
      unit = settlement === "inverse" ? spot : 1,
      price = mark.price * unit;
    const { halfSpread, takerFee } = tradingTerms({ venue, instrument: "option", spot, price });
    const half = mark.halfSpread === null ? halfSpread : mark.halfSpread * unit;
    return (half + takerFee) / price;
  });
  const { lot } = tradingTerms({ venue, instrument: "option", spot: spots[0]! });
  return { costRate, lot };
}

function futureFrictions(
  forwards: readonly number[],
  instrument: "future" | "perpetual",
  { venue, numeraire, spots }: Dealing,
): Frictions {
  const terms = forwards.map((price, t) =>
    tradingTerms({ venue, instrument, spot: spots[t]!, price }),
  );
  const costRate = terms.map(
    ({ halfSpread, takerFee }, t) => (halfSpread + takerFee) / forwards[t]!,
  );
  const { lot } = terms[0]!;
  // in coin a unit is one of quote currency
  return { costRate, lot: numeraire === "quote" ? lot : lot * spots[0]! };
}

const HOUR = 3_600_000;

function notesOf(
  chains: readonly OptionChain[],
  marks: readonly ReadonlyMap<string, OptionMark>[],
  options: readonly string[],
): string[] {
  const hours = chains.slice(1).map(({ time }, t) => (time - chains[t]!.time) / HOUR);
  const [least, most] = [Math.min(...hours), Math.max(...hours)];
  const uneven = `chains are ${least.toFixed(1)} to ${most.toFixed(1)} hours apart`;
  const between = chains.flatMap((chain, t) =>
    [...marks[t]!].flatMap(([name, { quoted, volatility }]) =>
      quoted
        ? []
        : [
            `${name} had no mark in the chain of ${showTime(chain.time)}: priced at the ` +
              `volatility between its neighbours, ${volatility.toFixed(4)}`,
          ],
    ),
  );
  const oneSided = options.flatMap((name) => {
    const count = marks.filter((each) => each.get(name)!.halfSpread === null).length;
    return count === 0
      ? []
      : [`${name} had one side or none in ${count} chains: the venue's spread`];
  });
  return [...(most > 2 * least ? [uneven] : []), ...between, ...oneSided];
}
