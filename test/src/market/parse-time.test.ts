import { test } from "uvu";
import * as assert from "uvu/assert";
import { parseTime, showTime } from "../../../src/market/parse-time.ts";

const NOON = Date.UTC(2020, 2, 12, 12, 30, 15);

test("an ISO time without a zone is UTC", () => {
  assert.is(parseTime("2020-03-12T12:30:15"), NOON);
  assert.is(parseTime("2020-03-12 12:30:15"), NOON);
  assert.is(parseTime("2020-03-12 12:30:15.250"), NOON + 250);
  assert.is(parseTime("2020-03-12 12:30"), NOON - 15_000);
});

test("a zone is honoured", () => {
  assert.is(parseTime("2020-03-12T12:30:15Z"), NOON);
  assert.is(parseTime("2020-03-12 12:30:15 UTC"), NOON);
  assert.is(parseTime("2020-03-12T18:00:15+05:30"), NOON);
  assert.is(parseTime("2020-03-12T08:30:15-0400"), NOON);
});

test("a date alone is its midnight", () => {
  for (const text of ["2020-03-12", "2020/03/12", "20200312"])
    assert.is(parseTime(text), Date.UTC(2020, 2, 12), text);
});

test("an epoch time is read by its size as seconds, milliseconds or microseconds", () => {
  for (const text of [`${NOON / 1e3}`, `${NOON / 1e3}.0`, `${NOON}`, `${NOON}000`])
    assert.is(parseTime(text), NOON, text);
});

test("what says no time is not a number", () => {
  const nonsense = ["", "soon", "12", "-5", "1e12", "2020-02-30", "2020-13-01", "2020-01-01 24:00"];
  for (const text of [...nonsense, "99999999999999999999", "03/12/2020"])
    assert.ok(Number.isNaN(parseTime(text)), text);
});

test("a time is shown without what is zero", () => {
  assert.is(showTime(NOON), "2020-03-12T12:30:15Z");
  assert.is(showTime(Date.UTC(2020, 2, 12)), "2020-03-12");
});

test.run();
