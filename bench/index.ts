// How fast is hedgelab, and how does it compare with others on the same work in the same run?
//
//   npm run bench                all workloads
//   npm run bench -- W3 study    some of them
//
// Prints one table and writes out/bench.json. A ratio is our time over theirs: below 1, we are
// faster.
import "./harness/core-clock.ts";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { asian } from "./asian.ts";
import { customRule } from "./custom.ts";
import { european } from "./european.ts";
import { garch } from "./garch.ts";
import type { Run, Workload } from "./harness/contender.ts";
import type { Peer } from "./harness/peer.ts";
import { startPeers } from "./harness/peers.ts";
import { pin } from "./harness/pin.ts";
import { race, type Times } from "./harness/race.ts";
import { json, type Result, table } from "./harness/report.ts";
import { hedge, hedgeBand, hedgeFour } from "./hedge.ts";
import { heston } from "./heston.ts";
import { jumpHedge } from "./jump-hedge.ts";
import { lowDiscrepancy } from "./low-discrepancy.ts";
import { optionColumns } from "./market.ts";
import { noise } from "./noise.ts";
import { options } from "./options.ts";
import { revalue } from "./revalue.ts";
import { startUp } from "./start-up.ts";
import { wholeStudy } from "./study.ts";

await pin();
const machine = cpus()[0]?.model.trim() ?? "unknown";
console.log(`${machine}, Node ${process.versions.node}`);

const folder = mkdtempSync(join(tmpdir(), "hedgelab-bench-"));
try {
  const columns = optionColumns(),
    data = join(folder, "options.f64");
  writeFileSync(data, columns);
  const results = await raceAll(wanted(workloads(columns)), await startPeers(folder, data));
  console.log(`\n${table(results)}\n`);
  mkdirSync("out", { recursive: true });
  const date = new Date().toISOString();
  writeFileSync("out/bench.json", json({ machine, node: process.versions.node, date, results }));
} finally {
  rmSync(folder, { recursive: true });
}

function workloads(columns: Float64Array): Workload[] {
  const pricing = [european, asian, options(columns), revalue(columns)];
  return [
    noise,
    lowDiscrepancy,
    ...pricing,
    hedge,
    hedgeBand,
    hedgeFour,
    jumpHedge,
    heston,
    garch,
    wholeStudy,
    customRule,
    startUp,
  ];
}

/** The workloads named on the command line; all when none is. */
function wanted(all: readonly Workload[]): Workload[] {
  const names = process.argv.slice(2);
  const unknown = names.find((name) => !all.some((workload) => workload.name === name));
  if (unknown) {
    const known = all.map(({ name }) => name).join(", ");
    throw new RangeError(`unknown workload: ${unknown}; there are ${known}`);
  }
  return all.filter(({ name }) => names.length === 0 || names.includes(name));
}

async function raceAll(
  chosen: readonly Workload[],
  peers: ReadonlyMap<string, Peer>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const workload of chosen) {
    if (!workload.contenders.hedgelab) {
      console.warn(`${workload.name} is absent: the core has no kernel for it yet`);
      continue;
    }
    console.log(`${workload.name} ...`);
    const times = await race(workload, runs(peers, workload.name));
    results.push(result(workload, times));
    if (workload.note) console.log(`  ${workload.note()}`);
  }
  for (const peer of peers.values()) peer.stop();
  return results;
}

/** The peers that know a workload. */
function runs(peers: ReadonlyMap<string, Peer>, workload: string): Record<string, Run> {
  const known = [...peers].map(([name, peer]) => [name, peer.run(workload)] as const);
  return Object.fromEntries(
    known.filter((entry): entry is [string, Run] => entry[1] !== undefined),
  );
}

function result({ name, unit, limit }: Workload, times: ReadonlyMap<string, Times>): Result {
  const { median, least } = times.get("hedgelab")!;
  const others = [...times].filter(([contender]) => contender !== "hedgelab");
  const ratios = Object.fromEntries(others.map(([contender, { ratio }]) => [contender, ratio]));
  if (limit) judge(name, limit, median, ratios);
  return { workload: name, unit, nanosecondsPerUnit: median, least, ratios };
}

function judge(
  name: string,
  limit: NonNullable<Workload["limit"]>,
  median: number,
  ratios: Readonly<Record<string, number>>,
): void {
  const [what, value, most] =
    "ratio" in limit
      ? [`time over ${limit.ratio[0]}`, ratios[limit.ratio[0]]!, limit.ratio[1]]
      : ["milliseconds", median / 1e6, limit.nanosecondsPerUnit / 1e6];
  const verdict = value <= most ? "within" : "OVER";
  console.log(`  ${name}: ${what} ${value.toPrecision(3)}, ${verdict} its limit of ${most}`);
}
