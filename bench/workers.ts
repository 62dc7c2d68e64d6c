// How much faster is a study with two workers than with one, each pinned to a processor of its own?
//
//   npm run build && node --import tsx bench/workers.ts
//
// Some machines leave all threads of a process on one processor, so threads are pinned by number.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { book, call, deltaHedge, type StudyOptions, short, study } from "hedgelab";

const description: StudyOptions = {
  book: book(short(10, call({ strike: 100_000, days: 21 }))),
  market: { spot: 100_000, volatility: 0.55 },
  strategies: { "every 6 h": deltaHedge({ every: "6h" }) },
  paths: 3_000_000,
};

const TASKS = "/proc/self/task";

/** Processor time that a thread has used, in ticks. */
function used(thread: string): number {
  const fields = readFileSync(`${TASKS}/${thread}/stat`, "utf8").split(") ")[1]!.split(" ");
  return Number(fields[11]) + Number(fields[12]);
}

/** Start the two workers of the pool and pin them to processors 0 and 1. */
async function pinWorkers(): Promise<void> {
  const before = new Set(readdirSync(TASKS));
  await study({ ...description, paths: 300_000 }, { workers: 2 });
  const started = readdirSync(TASKS).filter((thread) => !before.has(thread));
  const workers = started.sort((a, b) => used(b) - used(a)).slice(0, 2);
  workers.forEach((thread, cpu) => {
    execFileSync("taskset", ["-pc", String(cpu), thread]);
  });
}

async function seconds(workers: number): Promise<number> {
  const start = performance.now();
  await study(description, { workers });
  return (performance.now() - start) / 1000;
}

await pinWorkers();
const ratios: number[] = [];
for (let round = 0; round < 7; round++) {
  const one = await seconds(1);
  const two = await seconds(2);
  ratios.push(one / two);
  console.log(`${one.toFixed(2)} s -> ${two.toFixed(2)} s, ${(one / two).toFixed(2)}x`);
}
ratios.sort((a, b) => a - b);
console.log(`median ${ratios[3]!.toFixed(2)}x`);
