import type { MarginAccount, MarginPosition } from "./account.ts";
import type { MarginProblem } from "./optimise-problem.ts";

type Venue = MarginProblem["venues"][number];

/** Amounts so large that what a rulebook forgives a whole book no longer shows. */
const LARGE = 1e9;

/** Profits by scenario of a book, and of the mirrored one. */
export interface Profile {
  readonly bought: readonly number[];
  readonly sold: readonly number[];
}

/** What does not change with trades: of one underlying at one venue. */
export interface ScenarioTerms {
  readonly underlying: string;
  /** Requirement for one of scenario loss. */
  readonly factor: number;
  /** Of the venue's account before any trade. */
  readonly base: readonly number[];
  /** By candidate, of one contract; of one elsewhere nothing. */
  readonly candidates: readonly (Profile | undefined)[];
}

/** What a venue asks beyond its scenarios, near the trades of a step: a plane below it. */
export interface Cut {
  readonly venue: number;
  readonly value: number;
  /** Trades at which the value is that. */
  readonly net: readonly number[];
  /** By candidate, change for one bought and for one sold. */
  readonly bought: readonly number[];
  readonly sold: readonly number[];
}

/** An account with so many contracts of a candidate more, at its mark. */
export function traded(
  account: MarginAccount,
  trades: readonly { readonly contract: MarginPosition["contract"]; readonly quantity: number }[],
  cash: number,
): MarginAccount {
  const added = trades
    .filter(({ quantity }) => quantity !== 0)
    .map(({ contract, quantity }) => ({ contract, quantity, funding: 0 }));
  return Object.freeze({
    ...account,
    positions: Object.freeze([...account.positions, ...added]),
    cash: account.cash + cash,
  });
}

/**
 * The scenario terms of a venue: losses are those of large books, where gains that do not count
 * show as the losses of the mirrored book.
 */
export function scenarioTerms(venue: Venue, problem: MarginProblem): readonly ScenarioTerms[] {
  const { name, account } = venue,
    { candidates, requirement } = problem;
  const unit = ({
    contract,
  }: {
    readonly contract: MarginPosition["contract"];
  }): MarginPosition => ({
    ...{ quantity: 1, contract, funding: 0 },
  });
  const own = candidates.filter((candidate) => candidate.venue === name).map(unit);
  const underlyings = new Set(
    [...account.positions, ...own].map(({ contract }) => contract.underlying),
  );
  return [...underlyings].map((underlying): ScenarioTerms => {
    const isOn = ({ contract }: MarginPosition) => contract.underlying === underlying;
    return {
      underlying,
      base: profile(venue, account.positions.filter(isOn)).bought,
      factor: factorOf(venue, [...account.positions, ...own].filter(isOn), requirement),
      candidates: candidates.map((candidate) =>
        candidate.venue === name && isOn(unit(candidate))
          ? profile(venue, [unit(candidate)])
          : undefined,
      ),
    };
  });
}

/**
 * The requirement of a venue beyond its scenarios where trades have led, and its slopes there by
 * small trades to either side.
 */
export function cutAt(
  problem: MarginProblem,
  place: number,
  terms: readonly ScenarioTerms[],
  account: MarginAccount,
  net: readonly number[],
): Cut {
  const { requirement, candidates } = problem,
    venue = problem.venues[place]!;
  const others = (trades: readonly number[], added: readonly MarginPosition[]) => {
    const positions = [...account.positions, ...added];
    const result = venue.rulebook.margin({ ...account, positions }, venue.market);
    const scenarios = result.charges.scenarios?.[requirement] ?? 0,
      linear = terms.reduce((sum, part) => sum + scenarioMargin(part, trades), 0);
    // what a rulebook forgives of its scenarios is left to it, what it adds is not
    return result[requirement] - Math.min(scenarios, linear);
  };
  const value = others(net, []);
  const slope = (index: number, sign: 1 | -1) => {
    const { venue: at, contract, lot = 1 } = candidates[index]!;
    if (at !== venue.name) return 0;
    const quantity = sign * STEP * lot,
      moved = net.map((amount, i) => (i === index ? amount + quantity : amount));
    return (others(moved, [{ quantity, contract, funding: 0 }]) - value) / (STEP * lot);
  };
  return {
    ...{ venue: place, value, net },
    bought: candidates.map((_, i) => slope(i, 1)),
    sold: candidates.map((_, i) => slope(i, -1)),
  };
}

/** Part of a lot, or of a contract, that slopes are taken over. */
const STEP = 1e-4;

/** Requirement by scenarios of a book with trades. */
function scenarioMargin(
  { factor, base, candidates }: ScenarioTerms,
  net: readonly number[],
): number {
  const profits = base.map((profit, s) =>
    net.reduce((sum, amount, i) => {
      const one = candidates[i];
      if (!one || amount === 0) return sum;
      return sum + (amount > 0 ? amount * one.bought[s]! : -amount * one.sold[s]!);
    }, profit),
  );
  return factor * worst(profits);
}

/** The greatest loss of a book by scenario. */
export function worst(profits: readonly number[]): number {
  return Math.max(0, ...profits.map((profit) => -profit));
}

/** Profits by scenario of positions, and of their mirror, as a large book would have them. */
function profile({ rulebook, market }: Venue, positions: readonly MarginPosition[]): Profile {
  const profits = (sign: number) => {
    const large = positions.map(({ contract, quantity }) => ({
      ...{ contract, quantity: sign * LARGE * quantity },
    }));
    return rulebook
      .margin({ positions: large }, market)
      .scenarios.map(({ profit }) => profit / LARGE);
  };
  const up = profits(1),
    down = profits(-1);
  return {
    bought: up.map((profit, s) => (profit < 0 ? profit : Math.max(profit, -down[s]!))),
    sold: down.map((profit, s) => (profit < 0 ? profit : Math.max(profit, -up[s]!))),
  };
}

/** What one of scenario loss is charged: read off the first position that loses by a scenario. */
function factorOf(
  { rulebook, market }: Venue,
  positions: readonly MarginPosition[],
  requirement: "initial" | "maintenance",
): number {
  for (const { contract, quantity } of positions) {
    for (const sign of [1, -1]) {
      const one = { contract, quantity: sign * LARGE * quantity };
      const { scenarios, charges, worst: name } = rulebook.margin({ positions: [one] }, market);
      const loss = worst(scenarios.map(({ profit }) => profit));
      if (loss > 0 && charges.scenarios && scenarios.some((row) => row.name === name)) {
        return charges.scenarios[requirement] / loss;
      }
    }
  }
  return 1;
}
