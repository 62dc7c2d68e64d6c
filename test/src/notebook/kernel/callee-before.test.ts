import { test } from "uvu";
import * as assert from "uvu/assert";
import { calleeBefore } from "../../../../src/notebook/kernel/callee-before.ts";

/** The end of the name that is found, from the bar in a text on. */
function callee(text: string): string {
  const place = calleeBefore(text.replace("|", ""), text.indexOf("|"));
  return text.slice(0, place + 1);
}

test("the function is found from within its arguments", () => {
  assert.is(callee("study(|"), "study");
  assert.is(callee("study({ paths: 1, |"), "study");
  assert.is(callee("f(g(1), |"), "f");
  assert.is(callee("f(g(|"), "f(g");
});

test("outside arguments there is none", () => {
  assert.is(callee("f(1) |"), "");
  assert.is(callee("(1 + |"), "");
});

test.run();
