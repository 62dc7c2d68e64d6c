import { exponential } from "../../core/functions.ts";
import { mean } from "../../numerics/sum.ts";
import { priceOfResult } from "../cross-venue.ts";
import type { MarginMarketInput } from "../market.ts";
import type { MarginResult, Rulebook } from "../rulebook.ts";
import { accountOf, pathAccount, type Replay } from "./path-account.ts";

/** A replay, and whose rules judge it. */
export interface Judging {
  readonly replay: Replay;
  /** Discounted profits of book and hedge, or in coins; see `pathProfits`. */
  readonly profits: readonly Float64Array[];
  readonly rulebook: Rulebook;
  /** Equity at the start, before the hedge is bought. */
  readonly capital: number;
}

/** One path under a rulebook; money in the quote currency of its time, or coins. */
export interface JudgedPath {
  readonly initialAtStart: number;
  readonly maintenanceAtStart: number;
  /** Over the steps from the start, before the horizon. */
  readonly meanInitial: number;
  readonly worstInitial: number;
  readonly meanMaintenance: number;
  readonly worstMaintenance: number;
  /** Initial margin times the years that it is posted, added up; money at the horizon, or coins. */
  readonly marginYears: number;
  /** Equity less maintenance where it is least; at the horizon, where all is settled, equity. */
  readonly leastExcess: number;
  /** The first step at which that is negative; infinite where it never is. */
  readonly liquidatedAt: number;
  /** Capital at the start that would have kept the path from liquidation. */
  readonly capitalNeeded: number;
  /** Whether the rulebook itself finds that this capital leaves nothing over at its worst. */
  readonly confirmed: boolean;
}

/** Rounding in an excess, a share of the sizes that it is made of. */
const ROUNDING = 1e-9;
const YEAR = 365 * 86_400;

/** Judge one path, step by step. */
export function judgedPath(judging: Judging, path: number): JudgedPath {
  const { replay, capital } = judging,
    last = replay.traced.held.length;
  const initials: number[] = [],
    maintenances: number[] = [];
  let marginYears = 0,
    leastExcess = Infinity,
    liquidatedAt = Infinity,
    worst = { step: 0, short: -Infinity };
  for (let step = 0; step <= last; step++) {
    const { initial, maintenance, excess } = judged(judging, step, path, capital);
    if (step < last) {
      initials.push(initial);
      maintenances.push(maintenance);
      marginYears += ((initial * replay.stepSeconds) / YEAR) * growthAt(replay, last - step);
    }
    leastExcess = Math.min(leastExcess, excess);
    if (excess < 0) liquidatedAt = Math.min(liquidatedAt, step);
    const short = -excess / growthAt(replay, step);
    if (short > worst.short) worst = { step, short };
  }
  const capitalNeeded = capital + worst.short,
    bare = judged(judging, worst.step, path, capitalNeeded);
  return {
    ...{ initialAtStart: initials[0]!, maintenanceAtStart: maintenances[0]! },
    ...{ meanInitial: mean(initials), worstInitial: greatest(initials) },
    ...{ meanMaintenance: mean(maintenances), worstMaintenance: greatest(maintenances) },
    ...{ marginYears, leastExcess, liquidatedAt, capitalNeeded },
    confirmed: Math.abs(bare.excess) <= ROUNDING * (Math.abs(capital) + bare.size),
  };
}

/** What the rulebook asks at a step, had the account started with so much capital. */
function judged({ replay, profits, rulebook }: Judging, step: number, path: number, from: number) {
  const equity = (from + profits[step]![path]!) * growthAt(replay, step);
  if (step === replay.traced.held.length) {
    return { initial: 0, maintenance: 0, excess: equity, size: Math.abs(equity) };
  }
  const account = pathAccount(replay, step, path),
    result = rulebook.margin(accountOf(account, equity), account.market),
    price = unitPrice(result, replay, account.market);
  const [initial, maintenance] = [result.initial * price, result.maintenance * price],
    excess = result.equity * price - maintenance;
  if (!Number.isFinite(excess) || !Number.isFinite(initial)) {
    throw new RangeError(`margins of ${rulebook.name} must be finite, got ${initial}, ${excess}`);
  }
  const size = Math.abs(equity) + Math.abs(account.value) + Math.abs(maintenance);
  return { initial, maintenance, excess, size };
}

/** What a unit of the result is worth in that of the account. */
function unitPrice(result: MarginResult, replay: Replay, market: MarginMarketInput): number {
  if (replay.settlement === "quote") return priceOfResult(result, market);
  const { rulebook, currency } = result;
  if (currency === replay.underlying) return 1;
  throw new RangeError(
    `rulebook must be in ${replay.underlying} where settlement is coin, got ${rulebook} in ${currency}`,
  );
}

/** Money grows with interest, coins do not. */
function growthAt({ rate, stepSeconds, settlement }: Replay, step: number): number {
  return settlement === "coin" ? 1 : exponential((rate * step * stepSeconds) / YEAR);
}

function greatest(values: readonly number[]): number {
  return values.reduce((most, each) => Math.max(most, each), -Infinity);
}
