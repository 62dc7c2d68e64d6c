import { readFileSync } from "node:fs";

/** The bytes of a file, or one sentence that says why there are none. */
export function readBytes(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Error(`${file}: ${REASONS[code ?? ""] ?? message}`, { cause: error });
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "no such file",
  ENOTDIR: "no such file",
  EISDIR: "is a folder, expected a file",
  EACCES: "permission denied",
};
