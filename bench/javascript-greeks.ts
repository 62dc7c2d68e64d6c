// Price and Greeks of European calls in plain TypeScript: columns in, columns out.
import { type Answer, timed } from "./harness/contender.ts";
import { normalDistribution } from "./javascript-normal.ts";
import { OPTIONS, optionEstimates, RATE } from "./market.ts";

/** W6: price and five Greeks of European calls, columns in, columns out. */
export function greeks(inputs: Float64Array): (seed: number) => Answer {
  const out = new Float64Array(6 * OPTIONS);
  return () =>
    timed(
      OPTIONS,
      () => fillGreeks(inputs, out),
      () => optionEstimates(out),
    );
}

function fillGreeks(inputs: Float64Array, out: Float64Array): void {
  const n = OPTIONS;
  for (let i = 0; i < n; i++) {
    const s = inputs[i]!,
      strike = inputs[n + i]!,
      t = inputs[2 * n + i]!,
      v = inputs[3 * n + i]!;
    const years = Math.sqrt(t),
      d1 = (Math.log(s / strike) + (RATE + 0.5 * v * v) * t) / (v * years);
    const density = Math.exp(-0.5 * d1 * d1) * 0.3989422804014327,
      n1 = normalDistribution(d1);
    const owed = strike * Math.exp(-RATE * t) * normalDistribution(d1 - v * years);
    out[i] = s * n1 - owed;
    out[n + i] = n1;
    out[2 * n + i] = density / (s * v * years);
    out[3 * n + i] = s * density * years;
    out[4 * n + i] = (-s * density * v) / (2 * years) - RATE * owed;
    out[5 * n + i] = t * owed;
  }
}
