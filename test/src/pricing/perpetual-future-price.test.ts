import { suite } from "uvu";
import * as assert from "uvu/assert";
import { perpetualFuturePrice } from "../../../src/pricing/perpetual-future-price.ts";
import { close, number, table } from "./table.ts";

const test = suite("perpetual futures");
const plain = { spot: 60_000, premiumRate: 2, interest: 0.1, rate: 0.05, dividendYield: 0.01 };

test("prices agree with the formulas of Ackerer, Hugonnier and Jermann", () => {
  const rows = table("perpetual-futures-ahj");
  assert.is(rows.length, 6);
  for (const row of rows) {
    const months = number(row["funding_months(0=continuous)"]);
    const price = perpetualFuturePrice({
      spot: number(row.spot),
      premiumRate: number(row.kappa_funding),
      interest: number(row.iota_interest_diff),
      interval: months > 0 ? months / 12 : undefined,
      fundedOn: row.funding_type === "PrevSpot" ? "start" : "end",
      payoff: row.payoff!.toLowerCase() as "linear" | "inverse",
      rate: number(row.r),
      dividendYield: number(row.q),
    });
    close(price / number(row.price), 1, 1e-13, row.line);
  }
});

test("a future is held to the spot where interest is the carry, and the more funding weighs", () => {
  for (const payoff of ["linear", "inverse"] as const) {
    const carry = payoff === "linear" ? 0.04 : -0.04;
    close(perpetualFuturePrice({ ...plain, payoff, interest: carry }), 60_000, 1e-9);
    const strong = perpetualFuturePrice({ ...plain, payoff, premiumRate: 1e9 });
    close(strong, 60_000, 1e-3);
  }
});

test("short funding periods approach continuous funding", () => {
  for (const payoff of ["linear", "inverse"] as const) {
    for (const fundedOn of ["start", "end"] as const) {
      const continuous = perpetualFuturePrice({ ...plain, payoff });
      const gap = (interval: number) =>
        perpetualFuturePrice({
          ...plain,
          ...{ payoff, fundedOn, interval, premiumRate: 2 * interval, interest: 0.1 * interval },
        }) - continuous;
      close(gap(1 / 2000) / gap(1 / 1000), 0.5, 1e-3);
    }
  }
});

test("a price that funding cannot hold is an error", () => {
  assert.throws(
    () => perpetualFuturePrice({ ...plain, premiumRate: 0.03, interest: 0 }),
    /^premiumRate must exceed the carry of the linear, got 0.03$/,
  );
  assert.throws(
    () => perpetualFuturePrice({ ...plain, interest: 3 }),
    /^interest must be less than premiumRate 2, got 3$/,
  );
});

test.run();
