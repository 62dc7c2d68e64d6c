// What do the first-order Greeks of a book cost under Heston, in simulations of its price alone: by
// adjoints, by tangents, by bumps? And those by the parameters of many periods?
//
//   npm run build && node --import tsx bench/adjoint.ts
//
// Least processor time of several turns, taken one after another: a busy machine waits, but works
// no more.
import { adjointGreeks, bookGreeks, type MarketNumbers } from "hedgelab/core";

const STEPS = 252;
const PATHS = 20_000;
const TURNS = 9;
const HESTON = [0.36, 2, 0.36, 0.9, -0.6, 1];
const NO_JUMPS = [0, 0, 0, 0, 0, 0];

const market = (parameters: readonly number[], spot = 100): MarketNumbers => ({
  ...{ seed: 7, steps: STEPS, stepYears: 1 / 365, rate: 0.03 },
  assets: [{ spot, drift: 0.03, model: { kind: 3, parameters: [...parameters, ...NO_JUMPS] } }],
});

/** 500 options over 10 expiries. */
const options = Array.from({ length: 500 }, (_, i) => ({
  kind: i % 2 === 0 ? (1 as const) : (2 as const),
  quantity: (i % 7) - 3 || 1,
  strike: 60 + (i % 50) * 1.6,
  expiry: 25 * (1 + Math.floor(i / 50)),
}));

const base = market(HESTON);
const price = (of: MarketNumbers) => bookGreeks(of, options, PATHS, false).book.price.value;

/** Delta and the five parameters, up and down. */
function bumps(): number[] {
  const spots = [101, 99].map((spot) => price(market(HESTON, spot)));
  const others = [0, 1, 2, 3, 4].flatMap((k) =>
    [1, -1].map((sign) => price(market(HESTON.map((x, i) => (i === k ? x + sign * 1e-3 : x))))),
  );
  return [...spots, ...others];
}

const contenders: Readonly<Record<string, () => unknown>> = {
  "price alone": () => price(base),
  "tangents, and every option's": () => bookGreeks(base, options, PATHS),
  adjoints: () => adjointGreeks(base, options, PATHS),
  "adjoints of 12 periods, 52 Greeks": () => adjointGreeks(base, options, PATHS, 12),
  "adjoints of 252 periods, 1,012 Greeks": () => adjointGreeks(base, options, PATHS, 252),
  "bumps, 13 prices": () => [price(base), bumps()],
};

/** Processor time of this process, milliseconds. */
function used(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const least = new Map<string, number>();
for (let turn = 0; turn < TURNS; turn++) {
  for (const [name, run] of Object.entries(contenders)) {
    if (name.startsWith("bumps") && turn > 2) continue;
    const start = used();
    run();
    least.set(name, Math.min(least.get(name) ?? Infinity, used() - start));
  }
}
const alone = least.get("price alone")!;
for (const [name, time] of least) {
  const perStep = (time * 1e6) / PATHS / STEPS;
  console.log(
    `${name.padEnd(40)} ${(time / alone).toFixed(2)} x  ${perStep.toFixed(1)} ns a path-step`,
  );
}
