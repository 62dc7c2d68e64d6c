/** The exports of the core that simulate markets and hedges, and add up what came of them. */
export interface HedgeExports {
  marketWorkspace(market: number): number;
  marketPrepare(market: number, workspace: number): number;
  simulateEnds(
    market: number,
    workspace: number,
    firstPath: number,
    paths: number,
    out: number,
  ): number;
  simulatePaths(
    market: number,
    workspace: number,
    firstPath: number,
    paths: number,
    out: number,
  ): number;
  scheduledHedge(
    experiment: number,
    workspace: number,
    firstPath: number,
    paths: number,
    columns: number,
  ): number;
  hedgeWorkspace(plan: number): number;
  hedgePrepare(plan: number, workspace: number): number;
  bookValue(plan: number): number;
  hedge(plan: number, workspace: number, firstPath: number, paths: number, columns: number): number;
  deliveries(
    plan: number,
    workspace: number,
    option: number,
    firstPath: number,
    paths: number,
    out: number,
  ): number;
  viewColumns(
    plan: number,
    workspace: number,
    view: number,
    firstPath: number,
    paths: number,
    out: number,
  ): number;
  tracePath(plan: number, workspace: number, path: number, out: number): number;
  bookTrades(position: number, out: number): number;
  recordBytes(strategies: number): number;
  summarise(
    columns: number,
    paths: number,
    strategies: number,
    first: number,
    count: number,
    record: number,
  ): void;
  mergeRecords(record: number, other: number, strategies: number): void;
  lowerTail(values: number, count: number, front: number, tail: number, out: number): void;
  histogram(
    values: number,
    count: number,
    low: number,
    width: number,
    bins: number,
    out: number,
  ): void;
  sketchAdd(values: number, count: number, scale: number, sketch: number): void;
  sketchEdge(place: number, scale: number): number;
  sketchTail(sketch: number, count: number, tail: number, scale: number, out: number): void;
}
