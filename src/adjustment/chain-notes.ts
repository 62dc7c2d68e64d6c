import { showTime } from "../market/parse-time.ts";
import type { ChainView } from "./chain-view.ts";

const HOUR = 3_600_000;

/** What is to be known of the chains of a walk, one sentence each. */
export function chainNotes(views: readonly ChainView[], traded: ReadonlySet<string>): string[] {
  const hours = views.slice(1).map(({ chain }, t) => (chain.time - views[t]!.chain.time) / HOUR);
  const [least, most] = [Math.min(...hours), Math.max(...hours)];
  const uneven = `chains are ${least.toFixed(1)} to ${most.toFixed(1)} hours apart`;
  const between = views.flatMap(({ chain, marks }) =>
    [...marks].flatMap(([name, { quoted, volatility }]) =>
      quoted
        ? []
        : [
            `${name} had no mark in the chain of ${showTime(chain.time)}: priced at the ` +
              `volatility between its neighbours, ${volatility.toFixed(4)}`,
          ],
    ),
  );
  const oneSided = [...traded].flatMap((name) => {
    const count = views.filter(({ marks }) => marks.get(name)?.halfSpread === null).length;
    return count === 0
      ? []
      : [`${name} had one side or none in ${count} chains: the venue's spread`];
  });
  return [...(most > 2 * least ? [uneven] : []), ...between, ...oneSided];
}
