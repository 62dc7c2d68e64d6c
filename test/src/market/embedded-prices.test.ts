import { test } from "uvu";
import * as assert from "uvu/assert";
import { embeddedPrices } from "../../../src/market/embedded-prices.ts";
import { showTime } from "../../../src/market/parse-time.ts";

test("the embedded prices are the daily closes of the S&P 500 from 2000 to 2020", () => {
  const { name, times, prices, interval } = embeddedPrices();
  assert.is(name, "S&P 500");
  assert.is(showTime(times[0]!), "2000-01-03");
  assert.is(showTime(times.at(-1)!), "2020-04-17");
  assert.is(prices.at(-1), 2874.560059);
  assert.is(interval, 86_400_000);
});

test("the longest closure in the embedded prices is the one of September 2001", () => {
  const { gaps } = embeddedPrices();
  const longest = gaps.reduce((a, b) => (b.to - b.from > a.to - a.from ? b : a));
  assert.is(showTime(longest.from), "2001-09-10");
  assert.is(showTime(longest.to), "2001-09-17");
});

test.run();
