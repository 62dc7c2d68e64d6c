import { core } from "./instance.ts";
import { copyMarket, type MarketNumbers } from "./market.ts";
import { allocate, copyIn, copyOut } from "./memory.ts";
import { succeed } from "./status.ts";

/** Units to hold against a call as a function of the logarithm of the spot over the first one. */
export interface SpotTable {
  /** Place of the first node. */
  readonly start: number;
  /** Nodes to a unit of the logarithm. */
  readonly density: number;
  /** Units at the nodes, four or more; those at the ends hold beyond them. */
  readonly units: ArrayLike<number>;
}

/** What is held against the call at every step, in numbers. */
export type ScheduledHedgeNumbers =
  | { readonly kind: "nothing" | "delta" }
  | {
      readonly kind: "deltaGamma" | "deltaVega";
      /** A ratio of Greeks as large as this, or larger, buys nothing of the other call. */
      readonly limit: number;
    }
  | {
      readonly kind: "tabulated";
      /** One for each step, of as many nodes each. */
      readonly tables: readonly SpotTable[];
    };

const KINDS = ["nothing", "delta", "deltaGamma", "deltaVega", "tabulated"] as const;

/** A call sold and hedged at every step by what the day's calibration says, in numbers. */
export interface ExperimentNumbers {
  /** The first asset is the underlying. */
  readonly market: MarketNumbers;
  readonly premium: number;
  /** Of the call, which expires with the market. */
  readonly strike: number;
  /** Strike of another call of that expiry, to hedge with. */
  readonly second?: number | undefined;
  /** Step whose spot the call pays on; the last unless given. */
  readonly settled?: number | undefined;
  /** A year: of the call, one for each step. */
  readonly volatilities: ArrayLike<number>;
  /** Those of the other call; the same unless given. */
  readonly secondVolatilities?: ArrayLike<number> | undefined;
  readonly hedges: readonly ScheduledHedgeNumbers[];
}

/** Profits at the horizon of paths `first` to `first + paths`, in money: one column a hedge. */
export function scheduledProfits(
  experiment: ExperimentNumbers,
  first: number,
  paths: number,
): Float64Array[] {
  core().reset();
  const { hedges } = experiment,
    market = copyMarket(experiment.market);
  const workspace = allocate(core().marketWorkspace(market));
  succeed(core().marketPrepare(market, workspace));
  const pointer = copyExperiment(experiment, market),
    columns = allocate(Math.max(hedges.length, 1) * paths * 8);
  succeed(core().scheduledHedge(pointer, workspace, first, paths, columns));
  return hedges.map((_, k) => copyOut(columns + k * paths * 8, paths));
}

function copyExperiment(experiment: ExperimentNumbers, market: number): number {
  const { premium, strike, second = 0, volatilities: own, hedges } = experiment;
  const { steps } = experiment.market,
    { settled = steps, secondVolatilities: other = own } = experiment;
  const both = Array.from({ length: steps }, (_, i) => [own[i]!, other[i]!]).flat();
  const head = [market, premium, strike, second, settled, hedges.length, copyIn(both)];
  return copyIn([...head, ...hedges.flatMap(hedgeRow)]);
}

function hedgeRow(hedge: ScheduledHedgeNumbers): number[] {
  const kind = KINDS.indexOf(hedge.kind);
  if (hedge.kind !== "tabulated") return [kind, "limit" in hedge ? hedge.limit : 0, 0, 0];
  const { tables } = hedge,
    nodes = tables[0]!.units.length;
  const rows = tables.flatMap(({ start, density, units }) => [
    start,
    density,
    ...Array.from(units),
  ]);
  return [kind, 0, copyIn(rows), nodes];
}
