import type { MarginAccount } from "./account.ts";
import { traded } from "./optimise-model.ts";
import type { MarginProblem } from "./optimise-problem.ts";

/** What is traded of each candidate, and moved by each transfer, from the very start. */
export interface Amounts {
  readonly net: readonly number[];
  readonly moved: readonly number[];
}

/** No trade and no transfer. */
export function nothing({ candidates, transfers }: MarginProblem): Amounts {
  return { net: candidates.map(() => 0), moved: transfers.map(() => 0) };
}

/** What a venue asks, before or after trades. */
export interface VenueMargin {
  readonly margin: number;
  readonly equity: number;
}

/** A state of all venues after trades, valued by the rulebooks themselves. */
export interface Position {
  readonly accounts: readonly MarginAccount[];
  readonly venues: readonly VenueMargin[];
  readonly cost: number;
  readonly margin: number;
  readonly shortfall: number;
  /** What is made small. */
  readonly merit: number;
}

/** What one of shortfall weighs against one of margin. */
export const SHORTFALL = 10;

/** Every venue's account after trades and transfers, and what its rulebook asks of it. */
export function position(problem: MarginProblem, { net, moved }: Amounts): Position {
  const { venues, candidates, transfers, requirement, costWeight } = problem;
  const paid = candidates.map((_, i) => tradeCost(problem, i, net[i]!));
  const accounts = venues.map(({ name, account }) => {
    const trades = candidates.map((candidate, i) => ({
      contract: candidate.contract,
      quantity: candidate.venue === name ? net[i]! : 0,
    }));
    // options are paid for at their mark; a future is entered at its mark for nothing
    const outlay = candidates.reduce((sum, candidate, i) => {
      if (candidate.venue !== name) return sum;
      const { type } = candidate.contract;
      const isPaid = type === "call" || type === "put" || type === "spot";
      return sum + paid[i]! + (isPaid ? net[i]! * candidate.mark : 0);
    }, 0);
    const cash = transfers.reduce((sum, { from, to, fee }, i) => {
      return sum + (to === name ? moved[i]! : 0) - (from === name ? moved[i]! * (1 + fee) : 0);
    }, -outlay);
    return traded(account, trades, cash);
  });
  const asked = venues.map(({ rulebook, market }, i) => {
    const result = rulebook.margin(accounts[i]!, market);
    return { margin: result[requirement], equity: result.equity };
  });
  const cost =
    paid.reduce((a, b) => a + b, 0) +
    transfers.reduce((sum, { fee }, i) => sum + fee * moved[i]!, 0);
  const margin = asked.reduce((sum, venue) => sum + venue.margin, 0),
    shortfall = asked.reduce((sum, venue) => sum + Math.max(0, venue.margin - venue.equity), 0);
  const merit = margin + SHORTFALL * shortfall + costWeight * cost;
  return { accounts, venues: asked, cost, margin, shortfall, merit };
}

/** Cost over the mark of a net trade of a candidate. */
export function tradeCost({ candidates }: MarginProblem, index: number, quantity: number): number {
  const { mark, bid, ask, fee } = candidates[index]!;
  return quantity > 0 ? quantity * (ask - mark + fee) : -quantity * (mark - bid + fee);
}
