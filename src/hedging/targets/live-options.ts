import { shareOpen, varianceTime, windowSeconds } from "../delivery.ts";
import type { StudyDescription } from "../description.ts";

/** When a study decides, as its plan has it. */
export interface StudySteps {
  readonly steps: number;
  readonly stepSeconds: number;
}

/** An option of a book that is alive at a step. */
export interface LiveOption {
  readonly call: boolean;
  /** Contracts; of one whose price of settlement is partly known the share still to come. */
  readonly quantity: number;
  /** Log of the discounted strike over the spot at the start. */
  readonly logStrike: number;
  /** Years to expiry, or to a spot of the variance of the average that settles it. */
  readonly years: number;
  /** Volatility it is priced with, a year. */
  readonly volatility: number;
}

const DAY = 86_400;
export const YEAR: number = 365 * DAY;

/** Options of the book that expire after a step. */
export function liveOptions(
  { book, market, deliveryWindow }: Pick<StudyDescription, "book" | "market" | "deliveryWindow">,
  { stepSeconds }: StudySteps,
  step: number,
): LiveOption[] {
  const window = windowSeconds({ deliveryWindow });
  return book.positions.flatMap(({ quantity, contract }) => {
    const { type, strike, days, volatility = market.volatility } = contract;
    const expiry = Math.max(1, Math.round(days * DAY)),
      left = expiry - step * stepSeconds;
    if (left <= 0) return [];
    const logStrike = Math.log(strike / market.spot) - (market.rate * expiry) / YEAR;
    return {
      ...{ call: type === "call", logStrike, volatility },
      quantity: quantity * shareOpen(left, window),
      years: varianceTime(left, window) / YEAR,
    };
  });
}
