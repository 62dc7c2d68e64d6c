import { greeksOf } from "./book-greeks.ts";
import { type ProgramColumn, type ProgramRow, solveProgram } from "./linear-program.ts";
import type { Cut, ScenarioTerms } from "./optimise-model.ts";
import { type Amounts, type Position, SHORTFALL } from "./optimise-position.ts";
import type { MarginProblem } from "./optimise-problem.ts";

/** Where a linear program leads. */
export interface Step {
  readonly amounts: Amounts;
  /** Sum of margins as the program sees it. */
  readonly estimate: number;
}

/** A limit on Greeks as a row. */
interface GreekRow extends ProgramRow {
  readonly name: string;
  readonly now: number;
}

/** The program of one step, and where its columns stand. */
interface Program {
  readonly columns: readonly ProgramColumn[];
  readonly rows: readonly ProgramRow[];
  readonly limits: readonly GreekRow[];
  readonly moved: number;
  /** What of each column counts for the sum of margins. */
  readonly margins: ProgramRow["terms"];
}

/**
 * Trades that the linear program likes best: scenarios of the present book, and planes below what
 * is asked beyond them. `fractional` trades any part of a lot.
 */
export async function bestStep(
  problem: MarginProblem,
  start: Position,
  /** By venue. */
  terms: readonly (readonly ScenarioTerms[])[],
  cuts: readonly Cut[],
  fractional: boolean,
): Promise<Step> {
  const program = programOf(problem, start, terms, cuts, fractional);
  const { columns, rows, limits, moved, margins } = program;
  const solution = await solveProgram(columns, [...rows, ...limits]);
  if (!solution) throw new RangeError(await whatFails(program));
  return {
    amounts: {
      net: problem.candidates.map(({ lot }, i) => {
        const lots = solution[2 * i]! - solution[2 * i + 1]!;
        return clean((lot ?? 1) * (lot && !fractional ? Math.round(lots) : lots));
      }),
      moved: problem.transfers.map((_, i) => clean(solution[moved + i]!)),
    },
    estimate: margins.reduce(
      (sum, { column, coefficient }) => sum + coefficient * solution[column]!,
      0,
    ),
  };
}

/** Dust of the solver is no trade. */
function clean(amount: number): number {
  return Math.abs(amount) < 1e-9 ? 0 : amount;
}

function programOf(
  problem: MarginProblem,
  start: Position,
  scenarioTerms: readonly (readonly ScenarioTerms[])[],
  cuts: readonly Cut[],
  fractional: boolean,
): Program {
  const { venues, candidates, transfers, costWeight, budget } = problem;
  const columns: ProgramColumn[] = [],
    rows: ProgramRow[] = [];
  const add = (column: ProgramColumn) => columns.push(column) - 1;
  const costs = candidates.map(({ mark, bid, ask, fee, lot = 1 }) => ({
    bought: lot * (ask - mark + fee),
    sold: lot * (mark - bid + fee),
  }));

  // two columns a candidate: bought and sold, in lots where there are lots
  const size = bookSize(problem, start);
  candidates.forEach(({ lot, askSize, bidSize }, i) => {
    const isWhole = lot !== undefined && !fractional;
    const most = (depth: number) => {
      const lots = Math.min(depth, 10 * size) / (lot ?? 1);
      return lot === undefined ? lots : Math.floor(lots + 1e-9);
    };
    add({ cost: costWeight * costs[i]!.bought, most: most(askSize), isWhole });
    add({ cost: costWeight * costs[i]!.sold, most: most(bidSize), isWhole });
  });
  const moved = columns.length;
  transfers.forEach(({ most, fee }) => {
    add({ cost: costWeight * fee, most });
  });
  const terms = (value: (i: number) => readonly [number, number]) =>
    candidates.flatMap(({ lot = 1 }, i) =>
      value(i).map((coefficient, side) => ({
        column: 2 * i + side,
        coefficient: lot * coefficient,
      })),
    );

  const margins: { column: number; coefficient: number }[] = [];
  venues.forEach(({ name }, v) => {
    const own = cuts.filter(({ venue }) => venue === v),
      asked = addVenue(scenarioTerms[v]!, own, add, rows, terms);
    margins.push(...asked);
    const short = add({ cost: SHORTFALL });
    // equity + shortfall >= margin
    rows.push({
      least: -start.venues[v]!.equity,
      terms: [
        { column: short, coefficient: 1 },
        ...asked.map(({ column, coefficient }) => ({ column, coefficient: -coefficient })),
        ...candidates.flatMap((candidate, i) =>
          candidate.venue === name
            ? [
                { column: 2 * i, coefficient: -costs[i]!.bought },
                { column: 2 * i + 1, coefficient: -costs[i]!.sold },
              ]
            : [],
        ),
        ...transfers.flatMap(({ from: source, to, fee }, i) => {
          const coefficient = (to === name ? 1 : 0) - (source === name ? 1 + fee : 0);
          return coefficient === 0 ? [] : [{ column: moved + i, coefficient }];
        }),
      ],
    });
  });
  if (Number.isFinite(budget)) {
    rows.push({
      most: budget,
      terms: [
        ...costs.flatMap(({ bought, sold }, i) => [
          { column: 2 * i, coefficient: bought },
          { column: 2 * i + 1, coefficient: sold },
        ]),
        ...transfers.map(({ fee }, i) => ({ column: moved + i, coefficient: fee })),
      ],
    });
  }
  return { columns, rows, limits: greekRows(problem, start, terms), moved, margins };
}

type Terms = (value: (i: number) => readonly [number, number]) => ProgramRow["terms"];

/** Columns and rows of a venue's margin; answers what its columns count for. */
function addVenue(
  parts: readonly ScenarioTerms[],
  cuts: readonly Cut[],
  add: (column: ProgramColumn) => number,
  rows: ProgramRow[],
  terms: Terms,
): ProgramRow["terms"] {
  const scenarios = parts.map(({ factor, base, candidates }) => {
    const loss = add({ cost: factor });
    base.forEach((profit, s) => {
      rows.push({
        least: -profit,
        terms: [
          { column: loss, coefficient: 1 },
          ...terms((i) => [candidates[i]?.bought[s] ?? 0, candidates[i]?.sold[s] ?? 0]),
        ],
      });
    });
    return { column: loss, coefficient: factor };
  });
  const others = add({ cost: 1, least: Math.min(0, ...cuts.map(({ value }) => value)) });
  for (const { value, net, bought, sold } of cuts) {
    // where a contract is traded already, its slope is the mean of both sides
    const slopes = net.map((amount, i) => {
      const mean = (bought[i]! - sold[i]!) / 2;
      return amount === 0 ? ([bought[i]!, sold[i]!] as const) : ([mean, -mean] as const);
    });
    rows.push({
      least: net.reduce((sum, amount, i) => sum - amount * slopes[i]![0], value),
      terms: [
        { column: others, coefficient: 1 },
        ...terms((i) => [-slopes[i]![0], -slopes[i]![1]]),
      ],
    });
  }
  return [...scenarios, { column: others, coefficient: 1 }];
}

function greekRows(problem: MarginProblem, from: Position, terms: Terms): readonly GreekRow[] {
  const greeks = greeksOf(problem, from.accounts);
  return problem.limits.map(({ underlying, greek, least, most }): GreekRow => {
    const now = greeks.book(underlying, greek);
    return {
      name: `${greek} of ${underlying}`,
      now,
      ...(Number.isFinite(least) ? { least: least - now } : {}),
      ...(Number.isFinite(most) ? { most: most - now } : {}),
      terms: terms((i) => {
        const one =
          problem.candidates[i]!.contract.underlying === underlying
            ? greeks.candidates[i]![greek]
            : 0;
        return [one, -one];
      }),
    };
  });
}

/** Contracts held at all venues, at least one: the size that trades are measured by. */
function bookSize({ venues }: MarginProblem, { accounts }: Position): number {
  return venues.reduce(
    (sum, _, i) => accounts[i]!.positions.reduce((a, { quantity }) => a + Math.abs(quantity), sum),
    1,
  );
}

/** Which limits no trade can meet, with how near trades come. */
async function whatFails({ columns, rows, limits }: Program): Promise<string> {
  const slack = columns.length;
  const relaxed = limits.map(
    (row, i): ProgramRow => ({
      ...row,
      terms: [
        ...row.terms,
        { column: slack + 2 * i, coefficient: 1 },
        { column: slack + 2 * i + 1, coefficient: -1 },
      ],
    }),
  );
  const free = columns.map((column) => ({ ...column, cost: 0 })),
    slacks = limits.flatMap(() => [{ cost: 1 }, { cost: 1 }]);
  const solution = await solveProgram([...free, ...slacks], [...rows, ...relaxed]);
  if (!solution) return "limits cannot be met: no trade is possible within the budget";
  const missed = limits.flatMap(({ name, now, least, most, terms }, i) => {
    if (solution[slack + 2 * i]! + solution[slack + 2 * i + 1]! < 1e-9) return [];
    const change = terms.reduce(
      (sum, { column, coefficient }) => sum + coefficient * solution[column]!,
      0,
    );
    const [low, high] = [
      (least ?? Number.NEGATIVE_INFINITY) + now,
      (most ?? Number.POSITIVE_INFINITY) + now,
    ];
    return [
      `${name} must be from ${low} to ${high}, at best ${Number((now + change).toPrecision(6))}`,
    ];
  });
  return `limits cannot be met: ${missed.join("; ")}`;
}
