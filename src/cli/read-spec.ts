import { type AnyStudy, anyStudy } from "../hedging/assets/assets-study.ts";
import { readBytes } from "../market/read-bytes.ts";

export interface ReadSpecOptions {
  /** Instead of what the file says. */
  paths?: number | undefined;
  seed?: number | undefined;
}

/**
 * A study from a JSON file: a study description, or a result that has one under `study`, such as
 * a result.json. Errors are one sentence that begins with the file.
 */
export function readSpec(file: string, { paths, seed }: ReadSpecOptions = {}): AnyStudy {
  const spec = parseJson(file, readBytes(file).toString("utf8"));
  const study = isObject(spec) && isObject(spec.study) ? spec.study : spec;
  if (!isObject(study)) throw new TypeError(`${file}: study must be a JSON object`);
  const changed = { ...study, ...(paths && { paths }), ...(seed !== undefined && { seed }) };
  try {
    return anyStudy(changed);
  } catch (error) {
    throw new Error(`${file}: ${(error as Error).message}`, { cause: error });
  }
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${file}: not JSON: ${(error as Error).message}`, { cause: error });
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
