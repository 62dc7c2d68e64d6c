import * as v from "valibot";
import { unknownKind } from "../check.ts";
import { type Bates, batesSchema } from "./bates.ts";
import { type GeometricBrownian, geometricBrownianSchema } from "./geometric-brownian.ts";
import { type Heston, hestonSchema } from "./heston.ts";
import { type Kou, kouSchema } from "./kou.ts";
import { type Merton, mertonSchema } from "./merton.ts";
import { type Svcj, svcjSchema } from "./svcj.ts";

/** Dynamics of the market that the core can simulate. */
export type Model = GeometricBrownian | Merton | Kou | Heston | Bates | Svcj;

const NAMES: readonly Model["type"][] = [
  "geometricBrownian",
  "merton",
  "kou",
  "heston",
  "bates",
  "svcj",
];

/** A model of any of these kinds, told by its `type`. */
export const modelSchema: v.GenericSchema<unknown, Model> = v.variant(
  "type",
  [geometricBrownianSchema, mertonSchema, kouSchema, hestonSchema, batesSchema, svcjSchema],
  (issue) => unknownKind("model", issue.input, NAMES),
);
