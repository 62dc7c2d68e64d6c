/** The command line itself is wrong. */
export class UsageError extends Error {}

/** The user pressed Ctrl-C. */
export class Interrupted extends Error {
  constructor() {
    super("interrupted");
  }
}

/**
 * Say on standard error, in one line, why the command failed, and return its exit code: 2 for a
 * wrong command line, 130 for Ctrl-C, 1 for all else. With HEDGELAB_DEBUG set, the stack follows.
 */
export function fail(error: unknown): number {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`hedgelab: ${message.replace(/\s+/g, " ").trim()}\n`);
  if (process.env.HEDGELAB_DEBUG) console.error(error);
  if (error instanceof UsageError) return 2;
  return error instanceof Interrupted ? 130 : 1;
}
