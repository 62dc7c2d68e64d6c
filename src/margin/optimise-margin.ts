import type { MarginContract } from "./account.ts";
import { greeksOf } from "./book-greeks.ts";
import { type Cut, cutAt, scenarioTerms } from "./optimise-model.ts";
import {
  type Amounts,
  nothing,
  type Position,
  position,
  tradeCost,
  type VenueMargin,
} from "./optimise-position.ts";
import {
  type MarginProblem,
  marginProblem,
  type OptimiseMarginOptions,
} from "./optimise-problem.ts";
import { bestStep } from "./optimise-step.ts";

/** Contracts to trade; a negative quantity is sold. */
export interface OptimalTrade {
  readonly venue: string;
  readonly contract: MarginContract;
  readonly quantity: number;
  /** What it costs over the mark, fees included. */
  readonly cost: number;
}

/** Trades that lower margin. */
export interface OptimisedMargin {
  readonly trades: readonly OptimalTrade[];
  readonly transfers: readonly {
    readonly from: string;
    readonly to: string;
    readonly amount: number;
  }[];
  /** Of trades and transfers. */
  readonly cost: number;
  /** Sum of the requirements before, and after by the rulebooks themselves. */
  readonly before: number;
  readonly margin: number;
  /** What the last linear program took the sum to be. */
  readonly estimate: number;
  /** Equity that venues lack against their requirements, before and after. */
  readonly shortfallBefore: number;
  readonly shortfall: number;
  readonly venues: Readonly<
    Record<string, { readonly before: VenueMargin; readonly after: VenueMargin }>
  >;
}

/** How many planes are tried, and then how many programs in whole lots. */
const ROUNDS = 12;
const WHOLE_ROUNDS = 3;
/** A program that is this near to the rulebooks, relative, has converged. */
const CONVERGED = 1e-7;

/**
 * Trades from a chain and transfers between venues that lower the sum of margins, weighed against
 * their cost, with the Greeks of the book within limits. A linear program on the scenarios of every
 * rulebook (HiGHS), to which planes below the rest of the requirement are added where its answers
 * lead (Kelley 1960), in whole lots at the end where there are lots. Every answer is valued by the
 * rulebooks themselves and the best is given, so it is never worse than to trade nothing, unless
 * limits ask for trades. Limits that cannot be met are named in the error. All venues' margins and
 * prices must be in one currency.
 */
export async function optimiseMargin(options: OptimiseMarginOptions): Promise<OptimisedMargin> {
  const problem = marginProblem(options),
    none = nothing(problem);
  const start = position(problem, none),
    terms = problem.venues.map((venue) => scenarioTerms(venue, problem));
  const cuts: Cut[] = [];
  const cut = ({ accounts }: Position, { net }: Amounts) => {
    accounts.forEach((account, v) => {
      cuts.push(cutAt(problem, v, terms[v]!, account, net));
    });
  };
  cut(start, none);
  const hasLots = problem.candidates.some(({ lot }) => lot !== undefined);
  let best = { there: start, amounts: none, estimate: start.margin },
    isBarred = !meetsLimits(problem, start);
  for (const isWhole of hasLots ? [false, true] : [false]) {
    for (let round = 0; round < (isWhole ? WHOLE_ROUNDS : ROUNDS); round++) {
      const { amounts, estimate } = await bestStep(problem, start, terms, cuts, !isWhole);
      const there = position(problem, amounts);
      // parts of lots are on the way, not an answer
      const counts = isWhole || !hasLots;
      if (counts && (isBarred || there.merit < best.there.merit)) {
        best = { there, amounts, estimate };
        isBarred = false;
      }
      if (Math.abs(there.margin - estimate) <= CONVERGED * start.margin) break;
      cut(there, amounts);
    }
  }
  return answer(problem, start, best.there, best.amounts, best.estimate);
}

/** Whether a book's Greeks are within the limits as it is. */
function meetsLimits(problem: MarginProblem, { accounts }: Position): boolean {
  const { book } = greeksOf(problem, accounts);
  return problem.limits.every(({ underlying, greek, least, most }) => {
    const now = book(underlying, greek);
    return now >= least - 1e-9 && now <= most + 1e-9;
  });
}

function answer(
  problem: MarginProblem,
  start: Position,
  best: Position,
  { net, moved }: Amounts,
  estimate: number,
): OptimisedMargin {
  return Object.freeze({
    trades: problem.candidates.flatMap(({ venue, contract }, i) =>
      net[i] === 0
        ? []
        : [{ venue, contract, quantity: net[i]!, cost: tradeCost(problem, i, net[i]!) }],
    ),
    transfers: problem.transfers.flatMap(({ from, to }, i) =>
      moved[i] === 0 ? [] : [{ from, to, amount: moved[i]! }],
    ),
    cost: best.cost,
    before: start.margin,
    margin: best.margin,
    estimate,
    shortfallBefore: start.shortfall,
    shortfall: best.shortfall,
    venues: Object.fromEntries(
      problem.venues.map(({ name }, i) => [
        name,
        { before: start.venues[i]!, after: best.venues[i]! },
      ]),
    ),
  });
}
