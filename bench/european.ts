// What does a path cost that prices a European call with its pathwise delta and vega? (W1)
import type { Workload } from "./harness/contender.ts";
import * as javascript from "./javascript.ts";

export const european: Workload = {
  name: "W1",
  unit: "path",
  // Black-Scholes
  expected: {
    price: [12.144819589049767, 0],
    delta: [0.5661838326109037, 0],
    vega: [19.671985805097, 0],
  },
  contenders: { javascript: javascript.european },
};
