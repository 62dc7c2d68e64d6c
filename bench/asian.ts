// What does a path-step cost of an arithmetic Asian call over 252 fixings? (W2)
import type { Workload } from "./harness/contender.ts";
import * as javascript from "./javascript.ts";

export const asian: Workload = {
  name: "W2",
  unit: "path-step",
  // 4,000,000 paths in numpy with the geometric Asian call as control variate
  expected: { price: [7.018226, 0.000229] },
  contenders: { javascript: javascript.asian },
};
