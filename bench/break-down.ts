// Where does the time of a hedged path-step go, and how far is each part from native code? (W3)
//
//   node --import tsx bench/break-down.ts        after a build
//
// Each part is the difference of two runs of the real kernel that differ in that part alone, or
// one export over blocks of the kernel's own size; differences are taken within a round.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { core, type HedgePlan, hedgeRange, type StrategyNumbers } from "hedgelab/core";
import { coreTimes, resetCoreTimes } from "./harness/core-clock.ts";
import { median } from "./harness/median.ts";
import type { Peer } from "./harness/peer.ts";
import { startPeers } from "./harness/peers.ts";
import { pin } from "./harness/pin.ts";
import { align, figure } from "./harness/report.ts";
import { BAND, BLOCK, FOUR, plan, STEPS, TRACK } from "./hedge.ts";

/** Paths of one call: a whole number of blocks. */
const PATHS = 4096;
/** The kernel's tile: 16 paths by 32 steps, in the first-level cache. */
const TILE = { paths: 16, steps: 32, numbers: 512 };
const CALLS = 400;
const WARM = 5;
const ROUNDS = 21;

const UNHEDGED: StrategyNumbers = { kind: 0, every: 1, parameter: 0 };

/** Nanoseconds a path-step inside one export while a plan runs. */
function inside(name: string, description: HedgePlan): () => number {
  return () => {
    resetCoreTimes();
    hedgeRange(description, { first: 0, paths: PATHS, block: BLOCK });
    return (coreTimes().get(name)! * 1e6) / (PATHS * STEPS);
  };
}

/** Nanoseconds a number of an export over tiles; undefined where the core has no such export. */
function overTiles(name: string): (() => number) | undefined {
  const kernel = (core() as unknown as Record<string, Kernel | undefined>)[name];
  return kernel && (() => tiles((source, out) => kernel(source, TILE.numbers, out)));
}

type Kernel = (source: number, count: number, destination: number) => void;

/** Nanoseconds a number of a call that fills a tile at `out` from words or numbers at `source`. */
function tiles(call: (source: number, out: number) => void): number {
  core().reset();
  const source = core().allocate(TILE.numbers * 8),
    out = core().allocate(TILE.numbers * 8);
  core().normals(1, 0, 0, 0, TILE.paths, TILE.steps, source);
  const start = performance.now();
  for (let i = 0; i < CALLS; i++) call(source, out);
  return ((performance.now() - start) * 1e6) / (CALLS * TILE.numbers);
}

/**
 * Nanoseconds a normal. The export makes four rows at a time and copies out those asked for: what
 * one row takes less than four is the time of three copies, which the hedging kernel does not make.
 */
function normals(): number {
  const four = fillRows(4),
    one = fillRows(1);
  return (4 * one - four) / 3;
}

function fillRows(rows: number): number {
  core().reset();
  const out = core().allocate(TILE.numbers * 4 * 8),
    start = performance.now();
  for (let i = 0; i < CALLS; i++) core().normals(1, 0, 0, i, TILE.numbers, rows, out);
  return ((performance.now() - start) * 1e6) / (CALLS * TILE.numbers * 4);
}

const hedged = (...strategies: StrategyNumbers[]) => plan(strategies, 1);

const EXPERIMENTS: Readonly<Record<string, (() => number) | undefined>> = {
  normals,
  inverse: overTiles("normalInverses"),
  distribution: overTiles("normalDistributions"),
  empty: inside("hedge", { ...hedged(UNHEDGED), options: [] }),
  unhedged: inside("hedge", hedged(UNHEDGED)),
  track: inside("hedge", hedged(TRACK)),
  band: inside("hedge", hedged(BAND)),
  four: inside("hedge", hedged(...FOUR)),
  summary: inside("summarise", hedged(TRACK)),
};

/** Parts as what one experiment takes more than another. */
const PARTS: readonly (readonly [part: string, more: string, less?: string])[] = [
  ["random words", "normals", "inverse"],
  ["words to normals", "inverse"],
  ["model step", "empty", "normals"],
  ["targets", "unhedged", "empty"],
  ["  normal distribution alone", "distribution"],
  ["ledger, tracking", "track", "unhedged"],
  ["ledger, band", "band", "unhedged"],
  ["ledger, four strategies", "four", "unhedged"],
  ["moments", "summary"],
  ["normals in all", "normals"],
  ["  native128", "native noise"],
  ["all but normals", "track", "normals"],
  ["  native128", "native W3", "native noise"],
  ["W3 in all", "track"],
  ["  native128", "native W3"],
];

await pin();
const folder = mkdtempSync(join(tmpdir(), "hedgelab-bench-"));
try {
  const peers = await startPeers(folder, "", ["native128"]);
  const rounds = await measure(peers.get("native128"));
  console.log(align([["part", "ns/path-step", "spread"], ...PARTS.flatMap(row(rounds))], 1));
  for (const peer of peers.values()) peer.stop();
} finally {
  rmSync(folder, { recursive: true });
}

type Round = ReadonlyMap<string, number>;

/** All experiments in turns; the first rounds warm up. */
async function measure(native: Peer | undefined): Promise<Round[]> {
  const rounds: Round[] = [];
  for (let i = -WARM; i < ROUNDS; i++) {
    const round = new Map<string, number>();
    for (const [name, run] of Object.entries(EXPERIMENTS)) if (run) round.set(name, run());
    for (const name of ["noise", "W3"]) {
      const answer = await native?.run(name)?.(i + WARM + 1);
      if (answer) round.set(`native ${name}`, answer.nanoseconds / answer.units);
    }
    if (i >= 0) rounds.push(round);
  }
  return rounds;
}

/** Median over rounds and half the interquartile range; nothing for what was not measured. */
function row(rounds: readonly Round[]) {
  return ([part, more, less]: (typeof PARTS)[number]): string[][] => {
    const times = rounds.map((round) => round.get(more)! - (less ? round.get(less)! : 0));
    if (!times.every(Number.isFinite)) return [];
    const sorted = [...times].sort((a, b) => a - b),
      quarter = sorted.length >> 2;
    const spread = (sorted[sorted.length - 1 - quarter]! - sorted[quarter]!) / 2;
    return [[part, figure(median(times)), `+- ${figure(spread)}`]];
  };
}
