// How long does a walk through history take, and does it agree with a direct version in numpy?
//
//   npm run build && node --import tsx bench/adjustment.ts
//
// Daily: 4,000 rows with monthly fits of dynamic correlations. Hourly: 48,000 rows of rolling least
// squares and of exponential weights. Series are made up by the core, so that anyone has them.
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import {
  conditionalCorrelation,
  exponentialWeights,
  type HedgeWindow,
  joinSeries,
  priceSeries,
  type RatioDescription,
  ratioEstimator,
  rollingLeastSquares,
  walkForward,
} from "hedgelab";
import { core, normals } from "hedgelab/core";

const DAY = 86_400_000;
const HOUR = 3_600_000;
const TURNS = 5;

/** Prices of two series with GARCH variances and a correlation that moves. */
function prices(rows: number, seed: number): [number[], number[]] {
  const z = normals({ paths: rows, steps: 2, seed });
  let [h, x, y] = [1e-4, 0, 0];
  const columns: [number[], number[]] = [[100], [100]];
  for (let t = 1; t < rows; t++) {
    const correlation = 0.7 + 0.25 * Math.sin(t / 300);
    h = 2e-6 + 0.08 * x * x + 0.9 * h;
    x = Math.sqrt(h) * z[t]!;
    y = Math.sqrt(h) * (correlation * z[t]! + Math.sqrt(1 - correlation ** 2) * z[rows + t]!);
    columns[0].push(columns[0].at(-1)! * Math.exp(y));
    columns[1].push(columns[1].at(-1)! * Math.exp(x));
  }
  return columns;
}

function joined([asset, hedge]: [number[], number[]], interval: number) {
  const times = asset.map((_, t) => Date.UTC(2014, 0, 1) + t * interval);
  const of = (name: string, column: number[]) => priceSeries({ name, times, prices: column });
  return joinSeries({ series: { asset: of("asset", asset), hedge: of("hedge", hedge) } });
}

function logs(column: readonly number[]): number[] {
  return column.slice(1).map((price, t) => Math.log(price / column[t]!));
}

function numpy<T>(question: object): T {
  const script = fileURLToPath(new URL("peers/adjustment.py", import.meta.url));
  const input = `${JSON.stringify(question)}\n`;
  const most = { maxBuffer: 1 << 26 };
  return JSON.parse(execFileSync("python3", [script], { input, ...most }).toString()) as T;
}

/** Seconds of processor time of the least of several turns: who else is at work counts less so. */
async function least(work: () => unknown): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let turn = 0; turn < TURNS; turn++) {
    const start = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(start);
    best = Math.min(best, (user + system) / 1e6);
  }
  return best;
}

interface Fitted {
  readonly margins: readonly { mean: number; omega: number; alpha: number; beta: number }[];
  readonly dynamics: Readonly<Record<"a" | "b" | "g", number>> & { readonly targets: number[] };
}

/** The core's correlations and likelihood for residuals that follow the fitted variances. */
function ours(returns: readonly number[][], { margins, dynamics }: Fitted) {
  const columns = margins.map(({ mean, omega, alpha, beta }, i) => {
    const square = returns[i]!.reduce((sum, r) => sum + (r - mean) ** 2, 0) / returns[i]!.length;
    let h = omega + (alpha + beta) * square;
    return returns[i]!.map((r) => {
      const z = (r - mean) / Math.sqrt(h);
      h = omega + alpha * (r - mean) ** 2 + beta * h;
      return z;
    });
  });
  const count = columns[0]!.length,
    { a, b, g, targets } = dynamics;
  core().reset();
  const copied = (values: readonly number[]) => {
    const pointer = core().allocate(8 * values.length);
    new Float64Array(core().memory.buffer, pointer, values.length).set(values);
    return pointer;
  };
  const rows = copied(columns[0]!.flatMap((z, t) => [z, columns[1]![t]!]));
  const of = [rows, count, 2, copied(targets), copied([a, a, b, b, g, g])] as const;
  const [out, workspace] = [
    core().allocate(8 * (count + 1)),
    core().allocate(core().dccWorkspace(2)),
  ];
  const start = performance.now();
  core().dccLikelihoods(...of, out, workspace);
  const seconds = (performance.now() - start) / 1000;
  const total = new Float64Array(core().memory.buffer, out, 1)[0]!;
  core().dccCorrelations(...of, out, workspace);
  return { total, seconds, path: new Float64Array(core().memory.buffer, out, count + 1).slice() };
}

function report(what: string, seconds: number, theirs: number, by: string): void {
  const ratio = (seconds / theirs).toPrecision(2);
  console.log(`${what}: ${(1000 * seconds).toPrecision(3)} ms, ${ratio} of ${by}`);
}

const daily = prices(4000, 8);
const window: HedgeWindow = { asset: daily[0], hedges: [daily[1]] };
const returns = daily.map(logs);
for (const correlations of ["dynamic", "asymmetric"] as const) {
  const fitted = ratioEstimator(conditionalCorrelation({ correlations })).fit(window);
  const inner = fitted.state.inner as Fitted,
    { a, b, g } = inner.dynamics;
  const theirs = numpy<{ seconds: number; total: number; path: number[]; ratio: number }>({
    ...{ what: "dynamic", returns, margins: inner.margins, a, b, g },
  });
  let found = ours(returns, inner);
  for (let turn = 0; turn < TURNS; turn++) {
    const again = ours(returns, inner);
    if (again.seconds < found.seconds) found = again;
  }
  const apart = Math.max(...theirs.path.map((r, t) => Math.abs(r - found.path[t]!)));
  console.log(`${correlations} correlations: a ${a}, b ${b}, g ${g}`);
  console.log(`  log-likelihood: ${found.total}, numpy ${theirs.total}`);
  console.log(`  correlations of ${theirs.path.length} rows: at most ${apart} apart`);
  console.log(`  ratio forecast: ${fitted.ratios[0]}, numpy ${theirs.ratio}`);
  report(
    "  one likelihood of 3,999 rows (two sets)",
    found.seconds,
    theirs.seconds,
    "numpy's (one)",
  );
}

const days = joined(daily, DAY);
const dcc = { forecast: conditionalCorrelation() };
const walked = await least(() => walkForward({ series: days, estimators: dcc, warmUp: 250 }));
report("4,000 days, 125 monthly fits of DCC", walked, 2, "the 2 s allowed");

const hourly = prices(48_000, 2);
const hours = joined(hourly, HOUR);
const [first, length, decay] = [1000, 720, 0.999];
const asked = {
  what: "rolling",
  returns: hourly.map(logs),
  window: length,
  decay,
  first: first - 1,
};
const sums = numpy<{ seconds: [number, number]; rolling: number; weighted: number }>(asked);
const walks: [string, RatioDescription, number, number][] = [
  ["rolling", rollingLeastSquares({ window: length }), sums.seconds[0], sums.rolling],
  ["weighted", exponentialWeights({ decay }), sums.seconds[1], sums.weighted],
];
for (const [name, each, seconds, last] of walks) {
  const took = await least(() =>
    walkForward({ series: hours, estimators: { each }, warmUp: first }),
  );
  const by = name === "rolling" ? "numpy's cumulative sums" : "a loop over numpy's numbers";
  report(`48,000 hours, ${name}, decisions and books of account`, took, seconds, by);
  const { ratios } = ratioEstimator(each).fit({ asset: hourly[0], hedges: [hourly[1]] });
  console.log(`  last ratio ${ratios[0]}, numpy ${last}`);
}
