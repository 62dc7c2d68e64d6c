import type { HedgeWithOptions } from "../hedging/option-hedges.ts";
import { parseInstrument } from "../market/instrument.ts";
import type { Contract } from "../portfolio/contracts.ts";
import type { ChainView } from "./chain-view.ts";
import { listedOption } from "./listed-option.ts";

const DAY = 86_400_000;

/** Names, one a chain, of the listed options that a strategy trades for one that it describes. */
export function rolledOptions(
  { type: kind, strike, days }: Contract,
  { roll }: HedgeWithOptions,
  views: readonly ChainView[],
  end: number,
): string[] {
  const multiple = strike / views[0]!.spot;
  let held = "";
  return views.map(({ chain, spot }) => {
    const least = roll ? chain.time + roll.days * DAY : end;
    if (held === "" || (roll && expiryOf(held) <= least)) {
      held = listedOption(chain, { kind, days, strike: multiple * spot, after: least });
    }
    return held;
  });
}

function expiryOf(name: string): number {
  const option = parseInstrument(name);
  return option?.type === "option" ? option.expiry : Number.NaN;
}
