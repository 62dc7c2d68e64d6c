import { test } from "uvu";
import * as assert from "uvu/assert";
import { errorText, type Output, OutputCollector } from "../../../src/notebook/outputs.ts";
import { decode, encode } from "../../../src/notebook/wire.ts";

function collected(...messages: [type: string, content: object][]): Output[] {
  const collector = new OutputCollector();
  const outputs: Output[] = [];
  for (const [type, content] of messages) {
    collector.collect(outputs, { id: "", type, parent: "", content });
  }
  return outputs;
}

const stream = (text: string): [string, object] => ["stream", { name: "stdout", text }];

test("pieces of one stream are one output", () => {
  assert.equal(collected(stream("a"), stream("b")), [
    { output_type: "stream", name: "stdout", text: "ab" },
  ]);
});

test("clear_output empties a cell at once, or as the next output comes", () => {
  const now: [string, object] = ["clear_output", { wait: false }];
  const later: [string, object] = ["clear_output", { wait: true }];
  assert.equal(collected(stream("a"), now), []);
  assert.is(collected(stream("a"), later).length, 1);
  assert.equal(collected(stream("a"), later, stream("b"), stream("c")), [
    { output_type: "stream", name: "stdout", text: "bc" },
  ]);
});

test("a result keeps its count and an error its trace", () => {
  const data = { "text/plain": "1" };
  const trace = { ename: "RangeError", evalue: "bad", traceback: ["RangeError: bad"] };
  const outputs = collected(["execute_result", { data, execution_count: 4 }], ["error", trace]);
  assert.equal(outputs, [
    { output_type: "execute_result", data, metadata: {}, execution_count: 4 },
    { output_type: "error", ...trace },
  ]);
  assert.is(errorText(outputs), "RangeError: bad");
});

test("a message is read with the key that signed it, and dropped with another", () => {
  const frames = encode("key", "session", "execute_request", { code: "1" }).map((f) =>
    Buffer.from(f),
  );
  assert.equal(decode("key", frames)?.content, { code: "1" });
  assert.is(decode("other", frames), null);
});

test.run();
