import { tradingTerms } from "../market/trading-terms.ts";
import type { Venue } from "../market/venue.ts";
import type { ListedOption } from "./listed-option.ts";
import type { TradeCandidate } from "./optimise-problem.ts";

export interface TradeCandidatesOptions {
  /** The name that trades are asked for under. */
  readonly venue: string;
  readonly underlying: string;
  readonly spot: number;
  readonly options: readonly ListedOption[];
  /** Lots and fees, for instance `venues.deribitBtc`. */
  readonly terms: Venue;
  /** Most contracts of one option, either way; without bound unless given. */
  readonly most?: number;
}

/** Listed options as trades that lower margin: at their bid and ask, with the venue's taker fee. */
export function tradeCandidates({
  venue,
  underlying,
  spot,
  options,
  terms,
  most,
}: TradeCandidatesOptions): readonly TradeCandidate[] {
  return options.map(({ type, strike, days, price }) => {
    const { takerFee, lot } = tradingTerms({
      ...{ venue: terms, instrument: "option", spot, price: price.mark },
    });
    return {
      ...{ venue, contract: { type, underlying, strike, days } },
      ...price,
      ...(most !== undefined && { bidSize: most, askSize: most }),
      fee: takerFee,
      ...(lot > 0 && { lot }),
    };
  });
}
