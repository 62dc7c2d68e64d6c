import * as v from "valibot";
import { check, rules } from "../check.ts";
import { type Contract, contractSchema } from "./contracts.ts";

/** A number of contracts held; negative when short. */
export interface Position {
  readonly quantity: number;
  readonly contract: Contract;
}

/** What is to be hedged. */
export interface Book {
  readonly positions: readonly Position[];
}

const positionSchema = v.strictObject({
  quantity: v.pipe(
    rules.finite,
    v.check((quantity) => quantity !== 0, "must not be zero"),
  ),
  contract: contractSchema,
});

export const bookSchema: v.GenericSchema<unknown, Book> = v.strictObject({
  positions: v.pipe(
    v.array(positionSchema, "must be an array of positions"),
    v.minLength(1, "must have at least one position"),
  ),
});

/** `quantity` contracts bought. */
export function long(quantity: number, contract: Contract): Position {
  check(rules.positive, quantity, "quantity");
  return check(positionSchema, { quantity, contract }, "position");
}

/** `quantity` contracts sold. */
export function short(quantity: number, contract: Contract): Position {
  check(rules.positive, quantity, "quantity");
  return check(positionSchema, { quantity: -quantity, contract }, "position");
}

/** Positions hedged as one. */
export function book(...positions: Position[]): Book {
  return check(bookSchema, { positions }, "book");
}
