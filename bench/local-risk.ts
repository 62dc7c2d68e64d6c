// How long does the regression of localRisk take, beside the study that it is for?
//
//   npm run build && node --import tsx bench/local-risk.ts
//
// Least of several turns; a study of few paths is its tables, the rest of it the paths themselves.
import {
  book,
  call,
  deltaHedge,
  geometricBrownian,
  heston,
  localRisk,
  type Model,
  merton,
  roughBergomi,
  short,
  study,
} from "hedgelab";

const DAYS = 30;
const PATHS = 500_000;
const PILOTS = 50_000;
const ROUNDS = 3;

const variance = { variance: 0.3, meanReversion: 3, longVariance: 0.3 };
const models: Readonly<Record<string, Model>> = {
  "geometric Brownian motion": geometricBrownian({ volatility: 0.55 }),
  Merton: merton({ volatility: 0.3, jumpsPerYear: 20, jumpMean: -0.1, jumpDeviation: 0.05 }),
  Heston: heston({ ...variance, volatilityOfVariance: 1.2, correlation: -0.6 }),
  "rough Bergomi": roughBergomi({ forwardVariance: 0.3, hurst: 0.1, eta: 1.9, correlation: -0.7 }),
};

type Hedge = ReturnType<typeof deltaHedge>;

async function milliseconds(model: Model, hedge: Hedge, paths: number): Promise<number> {
  const start = performance.now();
  const option = call({ strike: 100, days: DAYS }),
    market = { spot: 100, volatility: 0.55 };
  await study(
    { book: book(short(1, option)), market, model, strategies: { hedge }, paths },
    { workers: 1 },
  );
  return performance.now() - start;
}

for (const [name, model] of Object.entries(models)) {
  const least = { tables: Infinity, plain: Infinity };
  for (let round = 0; round < ROUNDS; round++) {
    const local = deltaHedge({ delta: localRisk({ paths: PILOTS }) });
    least.tables = Math.min(least.tables, await milliseconds(model, local, 64));
    least.plain = Math.min(least.plain, await milliseconds(model, deltaHedge(), PATHS));
  }
  const { tables, plain } = least,
    each = (tables * 1e6) / (PILOTS * DAYS);
  console.log(
    `${name}: ${tables.toFixed(0)} ms, ${each.toFixed(0)} ns a pilot and decision, ` +
      `${(tables / plain).toFixed(2)} of a study of ${PATHS} paths by Black's delta`,
  );
}
