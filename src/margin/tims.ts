import { sum } from "../numerics/sum.ts";
import type { MarginAccount } from "./account.ts";
import { Ledger } from "./ledger.ts";
import { type MarginMarket, underlyingIn } from "./market.ts";
import { netted, sameContract } from "./netting.ts";
import { type Changes, changed } from "./parameters.ts";
import {
  type Result,
  type Rulebook,
  rulebook,
  type ScenarioProfit,
  type Source,
} from "./rulebook.ts";
import { type ScenarioHolding, scenarioHoldings } from "./scenario-holdings.ts";
import { scenarioName } from "./scenario-name.ts";
import { scenarioProfits } from "./scenario-profits.ts";
import { checkSettlement, noCollateral, settledEquity } from "./settled-equity.ts";

/** How far an underlying is moved, fractions of its price, both positive. */
export interface TimsRange {
  readonly up: number;
  readonly down: number;
}

/** What OCC's portfolio margin is made of. */
export interface TimsParameters {
  /** Of an underlying that has none of its own: an equity. */
  readonly range: TimsRange;
  /** By underlying. */
  readonly ranges: Readonly<Record<string, TimsRange>>;
  /** Equidistant points on either side. */
  readonly points: number;
  /** Least charge for an option or future, money for a unit of its multiplier. */
  readonly minimum: number;
  /** Underlyings that offset each other: by group, its members and what of a gain counts. */
  readonly groups: Readonly<
    Record<string, { readonly underlyings: readonly string[]; readonly offset: number }>
  >;
}

const SOURCE: Source = {
  document: "FINRA Rule 4210(g); ranges and minimum as a clearing broker prints them",
  date: "2026-11-22",
  note: "date of reading; the text of the rule itself was not at hand",
};

/** A high-capitalisation, broad-based index: 6 % up, 8 % down. */
export const TIMS_BROAD_INDEX: TimsRange = { up: 0.06, down: 0.08 };
/** A small-capitalisation index. */
export const TIMS_SMALL_INDEX: TimsRange = { up: 0.1, down: 0.1 };

const EQUITY: TimsParameters = {
  range: { up: 0.15, down: 0.15 },
  ranges: {},
  points: 5,
  minimum: 0.375,
  groups: {},
};

/**
 * Portfolio margin by OCC's theoretical profits (TIMS) as FINRA Rule 4210(g) has it: for every
 * underlying the worst of ten moves of the price, volatilities unchanged, not below a minimum for
 * each contract. Within a group a part of what one underlying gains offsets what another loses at
 * the same point. Linear contracts and the underlying itself; initial and maintenance are the same.
 */
export function tims(changes: Changes<TimsParameters> = {}): Rulebook<TimsParameters> {
  const parameters = changed<TimsParameters>(EQUITY, changes);
  checkParameters(parameters);
  return rulebook({
    type: "tims",
    name: "OCC portfolio margin",
    source: SOURCE,
    listed: { types: ["call", "put", "future", "spot"] },
    parameters,
    open: [
      "ten points: five equidistant ones on either side, the present price not among them",
      "volatilities are unchanged; a broker may shock them on its own",
      "no concentration charge; offsets of groups have no default",
    ],
    calculate: (account, market) => calculate(account, market, parameters),
  });
}

function checkParameters({ points, range, ranges, groups, minimum }: TimsParameters): void {
  if (!(Number.isSafeInteger(points) && points > 0)) {
    throw new RangeError(`points must be a positive whole number, got ${points}`);
  }
  if (!(minimum >= 0)) throw new RangeError(`minimum must not be negative, got ${minimum}`);
  for (const { up, down } of [range, ...Object.values(ranges)]) {
    if (!(up > 0)) throw new RangeError(`up must be positive, got ${up}`);
    if (!(down > 0 && down < 1)) throw new RangeError(`down must be between 0 and 1, got ${down}`);
  }
  for (const { offset } of Object.values(groups)) {
    if (!(offset >= 0 && offset <= 1)) {
      throw new RangeError(`offset must be a fraction of at most 1, got ${offset}`);
    }
  }
}

/** An underlying's profits, a row a point, a number a holding. */
interface ClassRisk {
  readonly underlying: string;
  readonly holdings: readonly ScenarioHolding[];
  readonly moves: readonly number[];
  readonly rows: readonly (readonly number[])[];
}

function calculate(
  account: MarginAccount,
  market: MarginMarket,
  parameters: TimsParameters,
): Omit<Result, "rulebook"> {
  checkSettlement(account, "linear");
  noCollateral(account, "OCC portfolio margin");
  const holdings = scenarioHoldings(account, market, { settlementWindow: 0, discounted: true });
  const names = [...new Set(holdings.map(({ contract }) => contract.underlying))];
  const classes = names.map((underlying) =>
    classRisk(
      underlying,
      holdings.filter(({ contract }) => contract.underlying === underlying),
      market,
      parameters,
    ),
  );
  const ledger = new Ledger(),
    scenarios: ScenarioProfit[] = [];
  for (const { members, offset, name } of groupsOf(classes, parameters)) {
    chargeGroup(ledger, members, offset, parameters);
    scenarios.push(...scenariosOf(name, members, offset));
  }
  const worst = scenarios.find(
    ({ profit }) => profit === Math.min(0, ...scenarios.map((row) => row.profit)),
  );
  return {
    currency: "USD",
    equity: settledEquity(account, market, holdings),
    scenarios,
    worst: worst && worst.profit < 0 ? worst.name : null,
    ...ledger.total(),
  };
}

function classRisk(
  underlying: string,
  holdings: readonly ScenarioHolding[],
  market: MarginMarket,
  { range, ranges, points }: TimsParameters,
): ClassRisk {
  underlyingIn(market, underlying);
  const { up, down } = Object.hasOwn(ranges, underlying) ? ranges[underlying]! : range;
  const steps = Array.from({ length: points }, (_, i) => (i + 1) / points);
  const moves = [...steps.map((step) => -down * step).reverse(), ...steps.map((step) => up * step)];
  const rows = scenarioProfits(
    holdings,
    moves.map((move) => ({ move })),
  );
  return { underlying, holdings, moves, rows: rows.map((row) => Array.from(row)) };
}

function groupsOf(classes: readonly ClassRisk[], { groups }: TimsParameters) {
  const grouped = Object.entries(groups).map(([name, { underlyings, offset }]) => ({
    name,
    offset,
    members: classes.filter(({ underlying }) => underlyings.includes(underlying)),
  }));
  const alone = classes
    .filter((one) => !grouped.some(({ members }) => members.includes(one)))
    .map((one) => ({ name: one.underlying, offset: 1, members: [one] }));
  return [...grouped.filter(({ members }) => members.length > 0), ...alone];
}

/** What of a class's profit at a point counts within its group. */
function kept(profit: number, members: readonly ClassRisk[], offset: number): number {
  return profit > 0 && members.length > 1 ? profit * offset : profit;
}

function profitAt(members: readonly ClassRisk[], offset: number, point: number): number {
  return sum(members.map(({ rows }) => kept(sum(rows[point]!), members, offset)));
}

function chargeGroup(
  ledger: Ledger,
  members: readonly ClassRisk[],
  offset: number,
  { minimum }: TimsParameters,
): void {
  const points = members[0]!.moves.map((_, point) => profitAt(members, offset, point)),
    least = Math.min(...points),
    worst = points.indexOf(least);
  for (const { holdings, rows } of members) {
    const row = rows[worst]!,
      total = sum(row),
      part = kept(total, members, offset);
    ledger.charge("scenarios", holdings, (_, i) =>
      both(least < 0 && total !== 0 ? (-row[i]! * part) / total : 0),
    );
  }
  const contracts = members.flatMap(({ holdings }) => holdings);
  const units = netted(contracts, ({ contract }) => sameContract(contract));
  const minima = contracts.map(({ contract }, i) =>
    contract.type === "spot" ? 0 : minimum * Math.abs(units[i]!),
  );
  // the minimum replaces a smaller loss
  const missing = Math.max(0, sum(minima) - Math.max(0, -least));
  ledger.charge("minimum", contracts, (_, i) =>
    both(missing > 0 ? (missing * minima[i]!) / sum(minima) : 0),
  );
}

function both(amount: number) {
  return { initial: amount, maintenance: amount };
}

function scenariosOf(name: string, members: readonly ClassRisk[], offset: number) {
  return members[0]!.moves.map((move, point) => ({
    name: `${name} ${scenarioName(move, "none")}`,
    move,
    volatility: "none",
    weight: 1,
    profit: profitAt(members, offset, point),
  }));
}
