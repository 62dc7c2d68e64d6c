import { fixed, MISSING, plain } from "../charts/numbers.ts";
import { atTheMoney } from "../market/at-the-money.ts";
import { type ImpliedForward, impliedForwards } from "../market/implied-forwards.ts";
import {
  type ChainExpiry,
  dropCounts,
  type OptionChain,
  quoteCount,
} from "../market/option-chain.ts";
import { showTime } from "../market/parse-time.ts";
import { alignedText } from "./aligned-text.ts";

/** A chain as it was read, and what is left of it. */
interface Filtered {
  readonly chain: OptionChain;
  readonly filtered: OptionChain;
}

/** A chain in a few lines and a table, one row an expiry. */
export function chainText({ chain, filtered }: Filtered): string {
  const dropped = Object.entries(dropCounts(filtered)).map(
    ([reason, count]) => `${count} ${reason}`,
  );
  return [
    `chain    ${chain.venue} ${chain.currency}, ${chain.settlement}, priced in ${chain.unit}`,
    `time     ${showTime(chain.time)}`,
    `index    ${chain.index === null ? MISSING : fixed(chain.index, 2)}`,
    `quotes   ${quoteCount(filtered)} kept of ${quoteCount(chain) + chain.dropped.length} rows`,
    `dropped  ${dropped.join(", ") || "none"}`,
    ...chain.notes.map((note) => `note     ${note}`),
    "",
    alignedText([HEAD, ...rowsOf(chain, filtered)]),
  ].join("\n");
}

const HEAD = [
  "expiry",
  "days",
  "forward",
  "basis % a year",
  "parity - forward, bp",
  "at the money %",
  "quotes kept",
];

function rowsOf(chain: OptionChain, filtered: OptionChain): string[][] {
  const kept = new Map(filtered.expiries.map((expiry) => [expiry.expiry, expiry]));
  return impliedForwards(chain).map((implied, i) =>
    row(chain, chain.expiries[i]!, implied, kept.get(implied.expiry)),
  );
}

function row(
  { index }: OptionChain,
  { expiry, years, forward, quotes }: ChainExpiry,
  { implied, difference }: ImpliedForward,
  kept: ChainExpiry | undefined,
): string[] {
  const volatility = atTheMoney({ quotes: kept?.quotes ?? [] });
  const error = implied === null ? 0 : (1e4 * implied.standardError) / forward;
  return [
    new Date(expiry).toISOString().slice(0, 10),
    fixed(years * 365, 1),
    plain(Number(forward.toFixed(2))),
    index === null ? MISSING : fixed((100 * Math.log(forward / index)) / years, 2),
    difference === null ? MISSING : `${fixed(1e4 * difference, 1)} \u00b1 ${fixed(error, 1)}`,
    volatility === null ? MISSING : fixed(100 * volatility, 2),
    `${kept?.quotes.length ?? 0} of ${quotes.length}`,
  ];
}
