import { suite } from "uvu";
import * as assert from "uvu/assert";
import { type Book, book, long, type Position, short } from "../../../src/portfolio/book.ts";
import { type Contract, call, put } from "../../../src/portfolio/contracts.ts";
import { frozen, refuses, roundTrips } from "../description.ts";

const test = suite("book");
const contract = call({ strike: 100, days: 30 });

test("what is sold counts negative", () => {
  assert.equal(long(3, contract), { quantity: 3, contract });
  assert.equal(short(3, contract), { quantity: -3, contract });
});

test("a book is plain, frozen data that survives JSON", () => {
  const held: Book = book(short(10, contract), long(0.5, put({ strike: 90, days: 7 })));
  assert.is(held.positions.length, 2);
  frozen(held);
  roundTrips(held);
});

test("a book from parsed JSON is a book", () => {
  const held = book(short(10, contract));
  assert.equal(book(...(JSON.parse(JSON.stringify(held)) as Book).positions), held);
});

for (const side of [long, short]) {
  for (const quantity of [0, -2]) {
    test(`${side.name} refuses a quantity of ${quantity}`, () => {
      const message = `quantity must be positive, got ${quantity}`;
      refuses(() => side(quantity, contract), RangeError, message);
    });
  }

  test(`${side.name} names the term of the contract that is wrong`, () => {
    const wrong = { ...contract, strike: -1 };
    refuses(() => side(1, wrong), RangeError, "contract.strike must be positive, got -1");
  });

  test(`${side.name} refuses an unknown contract`, () => {
    const message = "unknown contract: swap, known are call, put";
    refuses(() => side(1, { type: "swap" } as unknown as Contract), TypeError, message);
  });
}

test("an empty book is refused", () => {
  const message = "positions must have at least one position, got an array of 0";
  refuses(() => book(), RangeError, message);
});

test("the place of a wrong position is named", () => {
  const nothing = { quantity: 0, contract };
  const message = "positions.1.quantity must not be zero, got 0";
  refuses(() => book(long(1, contract), nothing), RangeError, message);
  const empty = {} as Position;
  refuses(() => book(empty), TypeError, "positions.0.quantity is missing");
});

test.run();
