import { suite } from "uvu";
import * as assert from "uvu/assert";
import {
  type BookOption,
  bookGreeks,
  type SimulatedGreeks,
} from "../../../src/core/book-greeks.ts";
import type { MarketNumbers, ModelNumbers } from "../../../src/core/market.ts";
import { optionGreeks } from "../../../src/core/options.ts";
import { within } from "../../sample.ts";

const test = suite("book greeks");
const PATHS = 60_000;
const STEPS = 40;
const YEARS = 0.25;
const OPTIONS: readonly BookOption[] = [
  { kind: 1, quantity: 1, strike: 100, expiry: 40 },
  { kind: 2, quantity: -2, strike: 90, expiry: 40 },
  { kind: 1, quantity: 3, strike: 110, expiry: 25 },
  { kind: 2, quantity: 1, strike: 110, expiry: 25 },
];
const NO_JUMPS = [0, 0, 0, 0, 0, 0];
const HESTON = [0.36, 2, 0.36, 0.9, -0.6, 1];
const MODELS: Readonly<Record<string, ModelNumbers>> = {
  heston: { kind: 3, parameters: [...HESTON, ...NO_JUMPS] },
  bates: { kind: 3, parameters: [...HESTON, 10, 0, -0.02, 0.08, 0, 0] },
  svcj: { kind: 3, parameters: [...HESTON, 8, 2, -0.02, 0.06, 0.1, -0.2] },
  merton: { kind: 2, parameters: [0.5, 10, 0, -0.02, 0.08, 0, 0] },
  kou: { kind: 2, parameters: [0.5, 10, 1, 0.4, 0.04, 0.06, 0] },
};

function market(model: ModelNumbers, spot = 100): MarketNumbers {
  const time = { steps: STEPS, stepYears: YEARS / STEPS };
  return { seed: 5, rate: 0.03, ...time, assets: [{ spot, drift: 0.03, model }] };
}

/** A model with parameter `k` moved. */
function moved({ kind, parameters }: ModelNumbers, k: number, by: number): ModelNumbers {
  return { kind, parameters: Array.from(parameters, (x, i) => (i === k ? x + by : x)) };
}

const all = ({ options, book }: ReturnType<typeof bookGreeks>) => [...options, book];

test("under geometric Brownian motion they are those of Black and Scholes", () => {
  const volatility = 0.6;
  const { options } = bookGreeks(market({ kind: 0, parameters: [volatility] }), OPTIONS, PATHS);
  options.forEach((greeks, i) => {
    const { kind, strike, expiry } = OPTIONS[i]!;
    const terms = { spot: 100, strike, kind, years: (YEARS * expiry) / STEPS };
    const names = ["price", "delta", "gamma", "rho", "vega"] as const;
    const exact = optionGreeks({ ...terms, volatility, rate: 0.03 }, names);
    for (const name of ["price", "delta", "gamma", "rho"] as const) {
      within(greeks[name]!.value, exact[name][0]!, greeks[name]!.standardError, name);
    }
    const [vega] = greeks.parameters;
    within(vega!.value, exact.vega[0]!, vega!.standardError, "vega");
  });
});

for (const [name, model] of Object.entries(MODELS)) {
  const of = (m: MarketNumbers, greeks = false) => all(bookGreeks(m, OPTIONS, PATHS, greeks));
  const base = of(market(model), true);
  const count = base[0]!.parameters.length;

  test(`under ${name}, slopes by parameters are those of small bumps on the same paths`, () => {
    for (let k = 0; k < count; k++) {
      const h = 1e-4,
        up = of(market(moved(model, k, h))),
        down = of(market(moved(model, k, -h)));
      base.forEach(({ parameters }, i) => {
        const quotient = (up[i]!.price.value - down[i]!.price.value) / (2 * h);
        const { value, standardError } = parameters[k]!;
        // the few paths that cross a strike between the bumps are far fewer than the noise
        assert.ok(
          Math.abs(value - quotient) < 0.1 * standardError,
          `${i} ${k}: ${value} ${quotient}`,
        );
      });
    }
  });

  test(`under ${name}, gamma is the difference of deltas`, () => {
    const up = of(market(model, 102)),
      down = of(market(model, 98));
    base.forEach(({ gamma }, i) => {
      const quotient = (up[i]!.delta.value - down[i]!.delta.value) / 4;
      // deltas of other paths within a bump are as noisy as a binomial count
      const noise = Math.hypot(gamma!.standardError, up[i]!.delta.standardError / 10);
      within(gamma!.value, quotient, noise, `option ${i}`);
    });
  });

  test(`under ${name}, a call less a put is a forward`, () => {
    const [, , call, put] = base as SimulatedGreeks[];
    within(call!.delta.value - put!.delta.value, 1, 2 * call!.delta.standardError);
    within(call!.gamma!.value - put!.gamma!.value, 0, 2 * call!.gamma!.standardError);
  });
}

test("the book's Greeks are the sum of its options'", () => {
  const { options, book } = bookGreeks(market(MODELS.heston!), OPTIONS, PATHS);
  const sum = (of: (greeks: SimulatedGreeks) => number) =>
    options.reduce((total, greeks, i) => total + OPTIONS[i]!.quantity * of(greeks), 0);
  assert.ok(Math.abs(sum(({ price }) => price.value) - book.price.value) < 1e-9);
  assert.ok(Math.abs(sum(({ delta }) => delta.value) - book.delta.value) < 1e-10);
  assert.ok(Math.abs(sum(({ gamma }) => gamma!.value) - book.gamma!.value) < 1e-11);
  book.parameters.forEach(({ value }, k) => {
    assert.ok(Math.abs(sum(({ parameters }) => parameters[k]!.value) - value) < 1e-8);
  });
});

test("a model without pathwise Greeks is refused", () => {
  const quadratic = [0.36, 2, 0.36, 0.9, -0.6, 0, ...NO_JUMPS];
  assert.throws(
    () => bookGreeks(market({ kind: 3, parameters: quadratic }), OPTIONS, 100),
    /^the model has no pathwise Greeks$/,
  );
});

test.run();
