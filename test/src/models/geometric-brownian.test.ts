import { suite } from "uvu";
import * as assert from "uvu/assert";
import { geometricBrownian } from "../../../src/models/geometric-brownian.ts";
import { frozen, refuses, roundTrips } from "../description.ts";

const test = suite("geometric-brownian");

test("a model is plain, frozen data that survives JSON; its drift is 0 unless given", () => {
  const still = geometricBrownian({ volatility: 0.5 });
  assert.equal(still, { type: "geometricBrownian", volatility: 0.5, drift: 0 });
  const moving = geometricBrownian({ volatility: 0, drift: -0.3 });
  assert.is(moving.drift, -0.3);
  for (const model of [still, moving]) {
    frozen(model);
    roundTrips(model);
  }
});

test("what is wrong with a model is said", () => {
  const of = (options: object) => () => geometricBrownian(options as { volatility: number });
  refuses(of({ volatility: -0.2 }), RangeError, "volatility must not be negative, got -0.2");
  refuses(of({}), TypeError, "volatility is missing");
  const infinite = { volatility: 0.2, drift: Number.NEGATIVE_INFINITY };
  refuses(of(infinite), RangeError, "drift must be finite, got -Infinity");
  const mu = { volatility: 0.2, mu: 0.1 };
  refuses(of(mu), TypeError, "mu is not an option here");
});

test.run();
