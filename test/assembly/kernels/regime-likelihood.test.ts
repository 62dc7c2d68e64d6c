import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type RegimeChain, regimeTerms, smoothRegimes } from "../../../src/core/return-models.ts";
import { near } from "../../sample.ts";

const test = suite("regime-likelihood");

const CHAINS: readonly RegimeChain[] = [
  {
    means: [0.1, -0.3],
    deviations: [0.5, 2],
    transitions: [
      [0.9, 0.1],
      [0.25, 0.75],
    ],
    initial: [0.7, 0.3],
  },
  {
    means: [0, 0.4, -1],
    deviations: [0.3, 1, 2.5],
    transitions: [
      [0.8, 0.15, 0.05],
      [0.2, 0.7, 0.1],
      [0, 0.4, 0.6],
    ],
    initial: [0.2, 0.5, 0.3],
  },
];
const VALUES = [0.2, -0.1, 1.4, -2.2, 0.05, 3.1, -0.4];

/** Everything by going through all sequences of regimes. */
function byEnumeration({ means, deviations, transitions, initial }: RegimeChain, count: number) {
  const regimes = means.length;
  const smoothed = Array.from({ length: count }, () => new Array<number>(regimes).fill(0));
  const changes = new Array<number>(regimes * regimes).fill(0);
  let total = 0;
  for (let code = 0; code < regimes ** count; code++) {
    const path = Array.from({ length: count }, (_, t) => Math.floor(code / regimes ** t) % regimes);
    const weight = path.reduce((product, k, t) => {
      const z = (VALUES[t]! - means[k]!) / deviations[k]!;
      const density = Math.exp(-0.5 * z * z) / (deviations[k]! * Math.sqrt(2 * Math.PI));
      return product * density * (t === 0 ? initial[k]! : transitions[path[t - 1]!]![k]!);
    }, 1);
    total += weight;
    path.forEach((k, t) => {
      smoothed[t]![k]! += weight;
      if (t > 0) changes[path[t - 1]! * regimes + k]! += weight;
    });
  }
  const share = (value: number) => value / total;
  return { total, smoothed: smoothed.flat().map(share), changes: changes.map(share) };
}

for (const chain of CHAINS) {
  const regimes = chain.means.length;

  test(`the likelihood of ${regimes} regimes sums over all their sequences`, () => {
    for (let count = 1; count <= VALUES.length; count++) {
      const { total, terms } = regimeTerms(VALUES.slice(0, count), chain);
      near(total, Math.log(byEnumeration(chain, count).total), 1e-13);
      near(
        terms.reduce((a, b) => a + b, 0),
        total,
        1e-14,
      );
    }
  });

  test(`smoothed probabilities of ${regimes} regimes are shares of all their sequences`, () => {
    const expected = byEnumeration(chain, VALUES.length);
    const { smoothed, changes, filtered } = smoothRegimes(VALUES, chain);
    smoothed.forEach((p, i) => {
      near(p, expected.smoothed[i]!, 1e-13);
    });
    changes.forEach((p, i) => {
      near(p, expected.changes[i]!, 1e-13);
    });
    for (let count = 1; count < VALUES.length; count++) {
      const last = byEnumeration(chain, count).smoothed.slice(-regimes);
      const row = filtered.subarray((count - 1) * regimes, count * regimes);
      row.forEach((p, k) => {
        near(p, last[k]!, 1e-13);
      });
    }
    assert.is(smoothed.length, VALUES.length * regimes);
  });
}

test.run();
