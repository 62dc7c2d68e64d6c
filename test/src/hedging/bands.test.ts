import { suite } from "uvu";
import * as assert from "uvu/assert";
import { afterMove } from "../../../src/hedging/bands.ts";
import { deltaHedge } from "../../../src/hedging/strategies.ts";
import { study } from "../../../src/hedging/study.ts";
import { book, short } from "../../../src/portfolio/book.ts";
import { call } from "../../../src/portfolio/contracts.ts";

const test = suite("bands");
const DAYS = 30;
const VOLATILITY = 0.5;
const desk = {
  book: book(short(1, call({ strike: 100, days: DAYS }))),
  market: { spot: 100, volatility: VOLATILITY },
  costs: { type: "proportional", rate: 0 } as const,
  paths: 4000,
};

/**
 * Renewals of the exit time of a Brownian motion from an interval: n = T / m - 1/6 for long, with m
 * = (h / s)^2 the mean and 2/3 m^2 the variance; watched at times dt apart the interval is wider by
 * 0.5826 s sqrt(dt) on either side (Siegmund 1979).
 */
test("a hedge after moves of the price trades as often as it leaves their interval", async () => {
  const share = 0.04,
    step = VOLATILITY * Math.sqrt(1 / (24 * 365));
  const strategies = {
    moved: deltaHedge({ every: "1h", band: afterMove({ share }) }),
    still: deltaHedge({ every: "1h", band: afterMove({ share: 50 }) }),
  };
  const { strategies: found } = await study({ ...desk, strategies });
  const trades = found.moved!.trades.value - found.still!.trades.value,
    error = found.moved!.trades.standardError;
  const times = (VOLATILITY ** 2 * DAYS) / 365 / (share + 0.5826 * step) ** 2 - 1 / 6;
  assert.ok(Math.abs(trades - times) < 4 * error, `${trades} +- ${error}, expected ${times}`);
});

test.run();
