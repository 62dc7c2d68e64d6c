import { suite } from "uvu";
import * as assert from "uvu/assert";
import { seconds } from "../../../src/hedging/duration.ts";

const test = suite("duration");

test("durations are counted in seconds", () => {
  const expected = {
    "90s": 90,
    "1m": 60,
    "30m": 1800,
    "4h": 14_400,
    "1d": 86_400,
    "2w": 1_209_600,
  };
  for (const [text, length] of Object.entries(expected)) assert.is(seconds(text), length);
});

test("what is no duration is NaN", () => {
  for (const text of ["", "1", "d", "1 d", "1.5h", "-1h", "1D", "1y", "1e3s", "1d1h"]) {
    assert.ok(Number.isNaN(seconds(text)), text);
  }
});

test.run();
