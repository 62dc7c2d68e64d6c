import * as v from "valibot";
import { check, ruleOn, rules } from "../check.ts";
import {
  type Contract,
  contractSchema,
  type Future,
  holdingSchema as heldSchema,
  type Underlying,
} from "./contracts.ts";

/** A number of contracts held; negative when short. */
export interface Position {
  readonly quantity: number;
  readonly contract: Contract;
}

/** Units of an asset, or dated futures on it; negative when short. */
export interface AssetHolding {
  readonly quantity: number;
  readonly contract: Underlying | Future;
}

/** What is to be hedged. */
export interface Book {
  /** Options. */
  readonly positions: readonly Position[];
  /** Units of assets, and futures on them; nothing unless given. */
  readonly holdings?: readonly AssetHolding[] | undefined;
}

const quantity = v.pipe(
  rules.finite,
  v.check((quantity) => quantity !== 0, "must not be zero"),
);
const positionSchema = v.strictObject({ quantity, contract: contractSchema });
const holdingSchema = v.strictObject({ quantity, contract: heldSchema });
const eitherSchema = v.lazy((input): v.GenericSchema<unknown, Position | AssetHolding> => {
  return isHolding(input) ? holdingSchema : positionSchema;
});

/** Whether an input is of what is held beside options. */
function isHolding(input: unknown): input is AssetHolding {
  const type = (input as Partial<Position | AssetHolding> | null)?.contract?.type;
  return type === "underlying" || type === "future";
}

export const bookSchema: v.GenericSchema<unknown, Book> = v.pipe(
  v.strictObject({
    positions: v.array(positionSchema, "must be an array of positions"),
    holdings: v.optional(v.array(holdingSchema, "must be an array of holdings")),
  }),
  ruleOn(
    "positions",
    ({ positions, holdings = [] }) => positions.length + holdings.length > 0,
    "must have at least one position",
  ),
);

/** `quantity` contracts bought. */
export function long(quantity: number, contract: Contract): Position;
export function long(quantity: number, contract: Underlying | Future): AssetHolding;
export function long(
  quantity: number,
  contract: Contract | Underlying | Future,
): Position | AssetHolding {
  check(rules.positive, quantity, "quantity");
  return check(eitherSchema, { quantity, contract }, "position");
}

/** `quantity` contracts sold. */
export function short(quantity: number, contract: Contract): Position;
export function short(quantity: number, contract: Underlying | Future): AssetHolding;
export function short(
  quantity: number,
  contract: Contract | Underlying | Future,
): Position | AssetHolding {
  check(rules.positive, quantity, "quantity");
  return check(eitherSchema, { quantity: -quantity, contract }, "position");
}

/** Positions hedged as one; units of assets and futures among them become its holdings. */
export function book(...positions: (Position | AssetHolding)[]): Book {
  const holdings = positions.filter(isHolding),
    options = positions.filter((each) => !isHolding(each));
  const own = holdings.length > 0 ? { holdings } : {};
  return check(bookSchema, { positions: options, ...own }, "book");
}

/** A book of options on one asset alone, for what knows no other; `RangeError` for any other. */
export function plainBook(book: Book, what: string): Book {
  const named = book.positions.find(({ contract }) => contract.asset !== undefined);
  if (named) {
    const asset = JSON.stringify(named.contract.asset);
    throw new RangeError(`${what} must be on one asset, which has no name, got ${asset}`);
  }
  if (book.holdings?.length) {
    throw new RangeError(`${what} must have options alone, got ${book.holdings.length} holdings`);
  }
  return book;
}
