import { suite } from "uvu";
import * as assert from "uvu/assert";
import { lossTails } from "../../../../src/hedging/outcomes/loss-tails.ts";
import { study } from "../../../../src/hedging/study.ts";
import { near } from "../../../sample.ts";
import { options } from "../options.ts";

const test = suite("loss-tails");
const { tails, paths, horizonDays } = await lossTails(options());

test("losses once in twenty and once in a hundred are the study's values at risk", async () => {
  const { strategies } = await study(options());
  for (const { strategy, curve } of tails) {
    const at = (probability: number) => curve.find((p) => p.probability === probability)!.loss;
    const { valueAtRisk95, valueAtRisk99 } = strategies[strategy]!;
    near(at(0.05).value, valueAtRisk95.value);
    near(at(0.01).value, valueAtRisk99.value);
    near(at(0.01).standardError, valueAtRisk99.standardError);
  }
});

test("losses fall as they get likelier, from ten paths to one half", () => {
  for (const { curve } of tails) {
    assert.ok(curve[0]!.probability >= 10 / paths && curve.at(-1)!.probability === 0.5);
    curve.slice(1).forEach(({ probability, loss }, i) => {
      assert.ok(probability > curve[i]!.probability && loss.value <= curve[i]!.loss.value);
    });
  }
});

test("tails know how long they are for, and which of them is no hedge", () => {
  assert.is(horizonDays, 30);
  assert.equal(
    tails.map(({ strategy, hedged }) => [strategy, hedged]),
    [
      ["none", false],
      ["daily", true],
      ["band", true],
    ],
  );
});

test.run();
