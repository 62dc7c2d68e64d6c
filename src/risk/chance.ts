import type { Estimate } from "../estimate.ts";

/**
 * The chance of what happened `times` in `count` independent trials. Its error is the deviation of
 * the chance that Jeffreys' prior and the trials leave, so it is above 0 where nothing happened.
 */
export function chance(times: number, count: number): Estimate {
  const share = (times + 0.5) / (count + 1);
  return {
    value: times / count,
    standardError: Math.sqrt((share * (1 - share)) / (count + 2)),
  };
}
