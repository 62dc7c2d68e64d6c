import { test } from "uvu";
import * as assert from "uvu/assert";
import { findColumns } from "../../../src/market/find-columns.ts";

function found(header: string, names: { time?: string; price?: string } = {}): string {
  const columns = header.split(",");
  const { time, price } = findColumns({ file: "x.csv", header: columns, ...names });
  return `${columns[time]} ${columns[price]}`;
}

test("the usual columns are found in any order and case", () => {
  assert.is(found("time,date,hour,open,high,close,low,volumefrom"), "time close");
  assert.is(found("Date,High,Low,Open,Close,Volume,Adj Close"), "Date Close");
  assert.is(found("open_time,open,high,low,close,close_time"), "open_time close");
  assert.is(found("LAST,TimeStamp"), "TimeStamp LAST");
  assert.is(found("date,adjclose"), "date adjclose");
});

test("a telling word will do where no name is usual", () => {
  assert.is(found("open_time_utc,btc_spot_close,btc_funding"), "open_time_utc btc_spot_close");
});

test("a column named wins, by its exact case first", () => {
  assert.is(found("Date,Close,Adj Close", { price: "adj_close" }), "Date Adj Close");
  assert.is(found("t,close,Close", { time: "t", price: "Close" }), "t Close");
});

test("a column missing or ambiguous is an error that lists the columns", () => {
  assert.throws(() => found("a,close"), /^x\.csv: no time column among "a", "close"$/);
  assert.throws(() => found("date,a"), /^x\.csv: no price column among "date", "a"$/);
  assert.throws(
    () => found("date,close", { price: "last" }),
    /^x\.csv: no price column "last" among "date", "close"$/,
  );
  assert.throws(
    () => found("date,btc_close,eth_close"),
    /^x\.csv: price column is ambiguous, name one of "btc_close", "eth_close"$/,
  );
  assert.throws(
    () => found("date,close", { price: "date" }),
    /^x\.csv: time and price must be two columns, got "date" twice$/,
  );
});

test.run();
