import * as v from "valibot";
import { check, rules } from "../check.ts";
import { fourierPriceSets } from "../core/fourier.ts";
import { impliedVolatilities } from "../core/options.ts";
import { type FourierModel, type FourierParameters, fourierParameters } from "./fourier-model.ts";
import type { VarianceJet } from "./variance-jet.ts";
import { surfaceOf, type VolatilitySurface } from "./volatility-surface.ts";

/** Nodes of a time, and how far they reach, in deviations of the log at the money. */
const NODES = 601;
const REACH = 7.5;
/** Of a price over the forward: below it no volatility is read from a price. */
const LEAST_PRICE = 1e-11;

const schema = v.pipe(
  v.array(v.object({ years: rules.positive, forward: rules.positive })),
  v.minLength(1, "must not be empty"),
  v.check((list) => list.every((s, i) => i === 0 || s.years > list[i - 1]!.years), "must ascend"),
);

/**
 * The surface of implied volatilities that a model makes, by its characteristic function: to lay a
 * calibration to a chain beside the quotes. Each time is worked out once, at 601 strikes; between
 * them total variance and its derivatives are those of the quartic through the five nearest, beyond
 * the strikes whose prices say something it goes on in a straight line.
 */
export function modelSurface({
  model,
  forwards,
}: {
  readonly model: FourierModel;
  /** Forwards by ascending times: the expiries of a chain. */
  readonly forwards: readonly { readonly years: number; readonly forward: number }[];
}): VolatilitySurface {
  const points = check(schema, forwards, "forwards").map(({ years, forward }) => ({
    years,
    forward,
  }));
  const parameters = fourierParameters(model),
    known = new Map<number, Slice>();
  return surfaceOf(points, (k, years) => {
    let slice = known.get(years);
    if (!slice) {
      slice = sliceOf(parameters, years);
      known.set(years, slice);
    }
    return jetOf(slice, k);
  });
}

/** Total variance at equally spaced log-moneyness. */
interface Slice {
  readonly first: number;
  readonly step: number;
  readonly variances: readonly number[];
}

function sliceOf(parameters: FourierParameters, years: number): Slice {
  const [middle] = totalVariances(parameters, years, [0]);
  const step = (2 * REACH * Math.sqrt(middle!)) / (NODES - 1);
  const at = Array.from({ length: NODES }, (_, i) => (i - (NODES - 1) / 2) * step);
  const all = totalVariances(parameters, years, at);
  const centre = (NODES - 1) / 2;
  let [low, high] = [centre, centre];
  while (low > 0 && Number.isFinite(all[low - 1])) low--;
  while (high < NODES - 1 && Number.isFinite(all[high + 1])) high++;
  return { first: at[low]!, step, variances: all.slice(low, high + 1) };
}

/** Total variances of the model; NaN where its price is lost in rounding. */
function totalVariances(
  { model, parameters }: FourierParameters,
  years: number,
  logMoneyness: readonly number[],
): number[] {
  const strike = logMoneyness.map(Math.exp),
    kind = logMoneyness.map((k): 1 | 2 => (k >= 0 ? 1 : 2));
  const [price] = fourierPriceSets({ model, years, forward: 1, strike, kind }, [parameters]);
  const implied = impliedVolatilities({ kind, price: price!, spot: 1, strike, years });
  return strike.map((each, i) =>
    price![i]! > LEAST_PRICE * Math.sqrt(each) ? implied[i]! ** 2 * years : Number.NaN,
  );
}

/** Value and derivatives of the quartic through the five nodes about a place. */
function jetOf({ first, step, variances }: Slice, k: number): VarianceJet {
  const last = variances.length - 1,
    place = (k - first) / step;
  const inside = Math.min(Math.max(place, 0), last),
    centre = Math.min(Math.max(Math.round(inside), 2), last - 2);
  const [a, b, c, d, e] = [-2, -1, 0, 1, 2].map((i) => variances[centre + i]!) as Five;
  // central differences of the first to the fourth order
  const rise = (a - 8 * b + 8 * d - e) / 12,
    second = (-a + 16 * b - 30 * c + 16 * d - e) / 12;
  const third = (-a + 2 * b - 2 * d + e) / 2,
    fourth = a - 4 * b + 6 * c - 4 * d + e;
  const t = inside - centre;
  const variance = c + t * (rise + (t / 2) * (second + (t / 3) * (third + (t / 4) * fourth)));
  const slope = rise + t * (second + (t / 2) * (third + (t / 3) * fourth));
  const curvature = second + t * (third + (t / 2) * fourth);
  const beyond = place - inside;
  return {
    variance: variance + beyond * slope,
    slope: slope / step,
    curvature: beyond === 0 ? curvature / step ** 2 : 0,
  };
}

type Five = [number, number, number, number, number];
