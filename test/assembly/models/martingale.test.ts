import { suite } from "uvu";
import { simulateEnds } from "../../../src/core/market.ts";
import { moments, within } from "../../sample.ts";
import { MARTINGALES, market, years } from "./markets.ts";

const test = suite("martingale");
const PATHS = 1 << 16;

for (const [name, model] of Object.entries(MARTINGALES)) {
  test(`the discounted spot is a martingale under ${name}`, () => {
    const of = market(model);
    const spots = simulateEnds(of, 0, PATHS).spots[0]!;
    const { mean, standardError } = moments(spots.map((s) => s * Math.exp(-of.rate * years(of))));
    within(mean, 100, standardError);
  });

  test(`the expected spot grows by the drift under ${name}`, () => {
    const of = market(model),
      [asset] = of.assets;
    const other = { ...of, rate: 0.01, seed: 12, assets: [{ ...asset!, drift: 0.3 }] };
    const { mean, standardError } = moments(simulateEnds(other, 0, PATHS).spots[0]!);
    within(mean, 100 * Math.exp(0.3 * years(of)), standardError);
  });
}

test.run();
