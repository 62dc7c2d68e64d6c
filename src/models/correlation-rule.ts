import * as v from "valibot";
import { rules } from "../check.ts";

/** A number from -1 to 1. */
export const correlationRule: v.GenericSchema<unknown, number> = v.pipe(
  rules.finite,
  v.check((value) => Math.abs(value) <= 1, "must be from -1 to 1"),
);
