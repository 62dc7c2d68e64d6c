/** One workload's line: hedgelab's time, and our time over theirs by contender. */
export interface Result {
  readonly workload: string;
  readonly unit: string;
  /** Median over rounds. */
  readonly nanosecondsPerUnit: number;
  /** The fastest round. */
  readonly least: number;
  readonly ratios: Readonly<Record<string, number>>;
}

export interface Report {
  readonly machine: string;
  readonly node: string;
  readonly date: string;
  readonly results: readonly Result[];
}

/** Contenders in the order of their columns. */
const COLUMNS = ["native128", "nativeWide", "javascript", "numpy", "numba", "quantlib"];

/** The table that a bench prints: a row a workload, a column a contender that raced at all. */
export function table(results: readonly Result[]): string {
  const raced = new Set(results.flatMap(({ ratios }) => Object.keys(ratios)));
  const others = [...raced].filter((name) => !COLUMNS.includes(name));
  const columns = [...COLUMNS.filter((name) => raced.has(name)), ...others];
  return align([
    ["workload", "unit", "ns/unit", "least", ...columns],
    ...results.map((result) => [
      result.workload,
      result.unit,
      figure(result.nanosecondsPerUnit),
      figure(result.least),
      ...columns.map((name) => figure(result.ratios[name])),
    ]),
  ]);
}

/** The report as JSON, numbers to four digits; ratios that were not measured are absent. */
export function json(report: Report): string {
  const short = (_: string, value: unknown) =>
    typeof value === "number" ? Number(value.toPrecision(4)) : value;
  return `${JSON.stringify(report, short, 2)}\n`;
}

/** Rows of cells as text: the first two columns to the left, the others to the right. */
export function align(rows: readonly (readonly string[])[], left = 2): string {
  const widths = rows[0]!.map((_, i) => Math.max(...rows.map((row) => row[i]!.length)));
  const pad = (cell: string, i: number) =>
    i < left ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!);
  return rows.map((row) => row.map(pad).join("  ").trimEnd()).join("\n");
}

/** Three digits, or nothing. */
export function figure(value: number | undefined): string {
  if (value === undefined) return "";
  return value >= 1000 ? value.toFixed(0) : value.toPrecision(3);
}
