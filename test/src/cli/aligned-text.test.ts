import { test } from "uvu";
import * as assert from "uvu/assert";
import { alignedText } from "../../../src/cli/aligned-text.ts";

test("columns align, the first to the left", () => {
  const rows = [
    ["a", "long", "x"],
    ["name", "1", "22"],
  ];
  assert.is(alignedText(rows), "a     long   x\nname     1  22");
});

test.run();
