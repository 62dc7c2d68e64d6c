import { test } from "uvu";
import * as assert from "uvu/assert";
import { History } from "../../../../src/notebook/kernel/history.ts";

const history = new History();
["1 + 1", "spot", "1 + 1", "f(2)"].forEach((source, i) => {
  history.add({ count: i + 1, source, output: String(i) });
});
const asked = (request: Parameters<History["answer"]>[0]) =>
  (history.answer(request) as { history: unknown[][] }).history;

test("the tail of a history is its last cells, with their output on demand", () => {
  assert.equal(asked({ hist_access_type: "tail", n: 1 }), [[1, 4, "f(2)"]]);
  assert.equal(asked({ hist_access_type: "tail", n: 1, output: true }), [[1, 4, ["f(2)", "3"]]]);
});

test("a range goes from its start to before its stop", () => {
  assert.equal(asked({ hist_access_type: "range", start: 2, stop: 3 }), [[1, 2, "spot"]]);
});

test("a search knows wildcards, and the last of equal cells", () => {
  assert.is(asked({ hist_access_type: "search", pattern: "1 ? *" }).length, 2);
  assert.equal(asked({ hist_access_type: "search", pattern: "1*", unique: true }), [
    [1, 3, "1 + 1"],
  ]);
  assert.is(asked({ hist_access_type: "search", pattern: "f(2)" }).length, 1);
});

test.run();
