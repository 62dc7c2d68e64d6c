import * as v from "valibot";
import { unknownKind } from "../check.ts";
import { type Bates, batesSchema } from "./bates.ts";
import { type BlockBootstrap, blockBootstrapSchema } from "./block-bootstrap.ts";
import { type Egarch, egarchSchema } from "./egarch.ts";
import { type Garch, garchSchema } from "./garch.ts";
import { type GeometricBrownian, geometricBrownianSchema } from "./geometric-brownian.ts";
import { type GjrGarch, gjrGarchSchema } from "./gjr-garch.ts";
import { type Heston, hestonSchema } from "./heston.ts";
import { type Kou, kouSchema } from "./kou.ts";
import { type Merton, mertonSchema } from "./merton.ts";
import { type RegimeSwitching, regimeSwitchingSchema } from "./regime-switching.ts";
import { type RoughBergomi, roughBergomiSchema } from "./rough-bergomi.ts";
import { type Svcj, svcjSchema } from "./svcj.ts";

/** Dynamics in continuous time: any step of a simulation will do. */
export type ContinuousModel =
  | GeometricBrownian
  | Merton
  | Kou
  | Heston
  | Bates
  | Svcj
  | RoughBergomi;

/** Dynamics of returns over steps of `stepDays`: those of the simulation too. */
export type SteppedModel = Garch | GjrGarch | Egarch | RegimeSwitching | BlockBootstrap;

/** Dynamics of the market that the core can simulate. */
export type Model = ContinuousModel | SteppedModel;

const SCHEMAS: Readonly<Record<Model["type"], v.GenericSchema<unknown, Model>>> = {
  geometricBrownian: geometricBrownianSchema,
  merton: mertonSchema,
  kou: kouSchema,
  heston: hestonSchema,
  bates: batesSchema,
  svcj: svcjSchema,
  garch: garchSchema,
  gjrGarch: gjrGarchSchema,
  egarch: egarchSchema,
  regimeSwitching: regimeSwitchingSchema,
  blockBootstrap: blockBootstrapSchema,
  roughBergomi: roughBergomiSchema,
};

/** A model of any of these kinds, told by its `type`. */
export const modelSchema: v.GenericSchema<unknown, Model> = v.variant(
  "type",
  Object.values(SCHEMAS) as unknown as [typeof geometricBrownianSchema],
  (issue) => unknownKind("model", issue.input, Object.keys(SCHEMAS)),
);
