// What do twenty strategies cost over one, a hedge with an option over one without, and a book of
// 500 options over a book of one?
//
//   npm run build && node --import tsx bench/scaling.ts
//
// Whole studies of a million paths by 84 daily steps, preparation and statistics included, in one
// thread, each against the smallest in turns.
import {
  book,
  call,
  deltaGammaHedge,
  deltaHedge,
  type Position,
  put,
  type Strategy,
  type StudyOptions,
  short,
  study,
} from "hedgelab";
import { median } from "./harness/median.ts";
import { pin } from "./harness/pin.ts";

const SPOT = 100;
const DAYS = 84;
const ROUNDS = 5;

const smallest: StudyOptions = {
  book: book(short(1, call({ strike: SPOT, days: DAYS }))),
  market: { spot: SPOT, volatility: 0.6 },
  strategies: { daily: deltaHedge({ every: "1d" }) },
  days: DAYS,
  paths: 1_000_000,
};

/** Calls and puts, bought and sold, 50 strikes at each of ten expiries. */
function manyOptions(): Position[] {
  return Array.from({ length: 500 }, (_, i) => {
    const strike = 60 + (i % 50) * 2;
    const days = 30 + 6 * Math.floor(i / 50);
    const option = i % 2 ? put({ strike, days }) : call({ strike, days });
    return { ...short(1 + (i % 3), option), quantity: i % 4 < 2 ? -1 - (i % 3) : 1 + (i % 2) };
  });
}

/** Bands of twenty widths. */
function twentyStrategies(): Record<string, Strategy> {
  const widths = Array.from({ length: 20 }, (_, i) => i * 0.01);
  return Object.fromEntries(
    widths.map((band) => [`band ${band}`, deltaHedge({ every: "1d", band })]),
  );
}

const studies: Record<string, StudyOptions> = {
  "one option, one strategy": smallest,
  "twenty strategies": { ...smallest, strategies: twentyStrategies() },
  "gamma hedged with an option": {
    ...smallest,
    strategies: { gamma: deltaGammaHedge({ using: call({ strike: 105, days: 91 }) }) },
  },
  "500 options": { ...smallest, book: book(...manyOptions()) },
};

async function seconds(options: StudyOptions): Promise<number> {
  const start = performance.now();
  await study(options, { workers: 1 });
  return (performance.now() - start) / 1000;
}

await pin();
const times: Record<string, number[]> = {};
for (let round = 0; round < ROUNDS; round++) {
  for (const [name, options] of Object.entries(studies)) {
    times[name] = [...(times[name] ?? []), await seconds(options)];
  }
}
const [base] = Object.values(times);
for (const [name, each] of Object.entries(times)) {
  const ratio = median(each.map((time, i) => time / base![i]!));
  console.log(`${name}: ${median(each).toFixed(2)} s, ${ratio.toFixed(2)}x`);
}
