import type { OptionChain } from "../market/option-chain.ts";
import { showTime } from "../market/parse-time.ts";
import {
  bookSensitivities,
  type Counting,
  futureSensitivities,
  type Numeraire,
  optionSensitivities,
  type Sensitivities,
} from "./chain-greeks.ts";
import { type Deliveries, type OptionMark, optionMark, spotOf } from "./chain-marks.ts";

/** The name of the coin's own price, which stands for a perpetual. */
export const INDEX = "index";

/** What a strategy sees of one chain, all in the numeraire. */
export interface ChainView {
  readonly chain: OptionChain;
  readonly spot: number;
  /** Price of the future that hedges, in quote currency. */
  readonly forward: number;
  readonly future: Sensitivities;
  /** The book with its options at a volatility, their marks' own unless given. */
  readonly book: (volatility?: number) => Sensitivities;
  readonly option: (instrument: string) => Sensitivities;
  /** Marks by instrument, of those that were asked for. */
  readonly marks: ReadonlyMap<string, OptionMark>;
  readonly markOf: (instrument: string) => OptionMark;
}

/** What chains are looked at by. */
export interface ChainSetting {
  /** Name of the future that hedges, or `index`. */
  readonly future: string;
  readonly numeraire: Numeraire;
  readonly deliveries: Deliveries;
}

/** A chain as those see it who hold a book and hedge it with a future. */
export function chainView(
  chain: OptionChain,
  book: Readonly<Record<string, number>>,
  { future, numeraire, deliveries }: ChainSetting,
): ChainView {
  const spot = spotOf(chain),
    forward = forwardOf(chain, future);
  const counting: Counting = { spot, settlement: chain.settlement, numeraire };
  const marks = new Map<string, OptionMark>();
  const markOf = (name: string) => {
    const mark = marks.get(name) ?? optionMark(chain, name, deliveries);
    marks.set(name, mark);
    return mark;
  };
  const of = (name: string, at?: number) => optionSensitivities(markOf(name), counting, at);
  const names = Object.keys(book),
    quantities = Object.values(book);
  return {
    ...{ chain, spot, forward, marks, markOf, option: (name) => of(name) },
    future: futureSensitivities(forward, counting),
    book: (volatility) =>
      bookSensitivities(
        quantities,
        names.map((name) => of(name, volatility)),
      ),
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
