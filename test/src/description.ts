// What the tests of descriptions share.
import * as assert from "uvu/assert";

/** `build` throws this kind of error with exactly this message. */
export function refuses(
  build: () => unknown,
  kind: typeof RangeError | typeof TypeError,
  message: string,
): void {
  try {
    build();
  } catch (error) {
    assert.is((error as Error).message, message);
    assert.is((error as Error).constructor, kind);
    return;
  }
  assert.unreachable(`nothing was thrown, expected: ${message}`);
}

/** Every object within is frozen. */
export function frozen(value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  assert.ok(Object.isFrozen(value), `not frozen: ${JSON.stringify(value)}`);
  for (const part of Object.values(value)) frozen(part);
}

/** JSON there and back changes nothing. */
export function roundTrips(value: unknown): void {
  assert.equal(JSON.parse(JSON.stringify(value)), value);
}
