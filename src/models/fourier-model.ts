import type * as v from "valibot";
import { check, unknownKind } from "../check.ts";
import type { FourierModelName } from "../core/fourier.ts";
import { type Bates, batesSchema } from "./bates.ts";
import { type GeometricBrownian, geometricBrownianSchema } from "./geometric-brownian.ts";
import { type Heston, hestonSchema } from "./heston.ts";
import { type Kou, kouSchema } from "./kou.ts";
import { type Merton, mertonSchema } from "./merton.ts";
import { type Svcj, svcjSchema } from "./svcj.ts";
import { type VarianceGamma, varianceGammaSchema } from "./variance-gamma.ts";

/** A model whose characteristic function is known, so that it prices without simulation. */
export type FourierModel = GeometricBrownian | Heston | Bates | Svcj | Merton | Kou | VarianceGamma;

/** A model as the core takes it. */
export interface FourierParameters {
  readonly model: FourierModelName;
  readonly parameters: readonly number[];
}

const HESTON = ["variance", "meanReversion", "longVariance", "volatilityOfVariance", "correlation"];
const JUMPS = ["jumpsPerYear", "jumpMean", "jumpDeviation"];

/** The parameters that the characteristic function of a model reads, in the order of the core. */
export const FOURIER_FIELDS: Readonly<Record<FourierModel["type"], readonly string[]>> = {
  geometricBrownian: ["volatility"],
  heston: HESTON,
  bates: [...HESTON, ...JUMPS],
  svcj: [...HESTON, ...JUMPS, "varianceJumpMean", "jumpCorrelation"],
  merton: ["volatility", ...JUMPS],
  kou: ["volatility", "jumpsPerYear", "upProbability", "upMean", "downMean"],
  varianceGamma: ["volatility", "skew", "varianceRate"],
};

const SCHEMAS: Readonly<Record<FourierModel["type"], v.GenericSchema<unknown, FourierModel>>> = {
  geometricBrownian: geometricBrownianSchema,
  heston: hestonSchema,
  bates: batesSchema,
  svcj: svcjSchema,
  merton: mertonSchema,
  kou: kouSchema,
  varianceGamma: varianceGammaSchema,
};

/** A description checked and put as the core takes it; a `RangeError` for a model it has not. */
export function fourierParameters(model: FourierModel): FourierParameters {
  const type = (model as { type?: unknown } | null | undefined)?.type;
  if (typeof type !== "string" || !Object.hasOwn(SCHEMAS, type)) {
    throw new RangeError(unknownKind("model", type, Object.keys(SCHEMAS)));
  }
  const known = type as FourierModel["type"];
  const checked: unknown = check(SCHEMAS[known], model, "model");
  const values = checked as Readonly<Record<string, number>>;
  return {
    model: known === "geometricBrownian" ? "blackScholes" : known,
    parameters: FOURIER_FIELDS[known].map((field) => values[field]!),
  };
}
