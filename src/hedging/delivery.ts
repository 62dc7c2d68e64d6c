import type { AnyStudy } from "./assets/assets-study.ts";
import { partsOf } from "./assets/book-strategy.ts";
import type { StudyDescription } from "./description.ts";
import { seconds, wholeSeconds } from "./duration.ts";
import type { HedgeWithOptions } from "./option-hedges.ts";
import { optionsOf } from "./option-legs.ts";

const DAY = 86_400;

/** Seconds before an expiry over which the spot is averaged; 0 where the last spot settles. */
export function windowSeconds({
  deliveryWindow,
}: Pick<StudyDescription, "deliveryWindow">): number {
  return deliveryWindow === undefined ? 0 : seconds(deliveryWindow);
}

/**
 * The time in which a spot has the variance of what an option is settled at, `left` before expiry,
 * in the unit of both. An average over a window has that of a spot a third into it; within it, with
 * the spot where it was, that of the share still to come, seen over its size: the deltas of venues
 * that let them fall in a line.
 */
export function varianceTime(left: number, window: number): number {
  if (window === 0) return left;
  return left >= window ? left - (2 / 3) * window : left ** 3 / (3 * window ** 2);
}

/** Share of what an option is settled at that is still to come. */
export function shareOpen(left: number, window: number): number {
  return left >= window ? 1 : left / window;
}

/** Refuse lives shorter than the window, a study that ends in one, hedge options that enter theirs. */
export function checkDelivery(description: AnyStudy, horizonDays: number): void {
  const window = windowSeconds(description) / DAY,
    { deliveryWindow, book, strategies } = description;
  if (window === 0) return;
  for (const { contract } of book.positions) {
    const days = wholeSeconds(contract.days) / DAY;
    if (days < window) {
      throw new RangeError(
        `deliveryWindow must be at most the life of every option, got ${deliveryWindow} and` +
          ` ${contract.days} days`,
      );
    }
    if (days > horizonDays && days - window < horizonDays) {
      throw new RangeError(
        `days must not end within the ${deliveryWindow} that settle an option, got ${horizonDays}` +
          ` of ${contract.days}`,
      );
    }
  }
  const parts = Object.entries(strategies).flatMap(([name, strategy]) =>
    partsOf(strategy, `strategies.${name}`),
  );
  for (const [path, strategy] of parts) {
    for (const { days } of optionsOf(strategy)) {
      const { roll } = strategy as HedgeWithOptions;
      const out = roll ? roll.days : days - horizonDays;
      if (out >= window * (1 - 1e-9)) continue;
      throw new RangeError(
        `${path}.using must be sold before the ${deliveryWindow} that settle it, got` +
          ` ${days} days${roll ? ` and a roll ${roll.days} before` : ""} in a study of ${horizonDays}`,
      );
    }
  }
}
