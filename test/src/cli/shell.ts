import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The built command. */
export const MAIN: string = fileURLToPath(new URL("../../../dist/cli/main.js", import.meta.url));

/** A folder to run the built command in, gone after `remove`. */
export interface Shell {
  /** Write a file there. */
  write(name: string, content: string): void;
  hedgelab(...words: string[]): { code: number | null; out: string; error: string };
  readonly folder: string;
  remove(): void;
}

export function shell(): Shell {
  const folder = mkdtempSync(join(tmpdir(), "hedgelab-"));
  return {
    folder,
    write: (name, content) => writeFileSync(join(folder, name), content),
    hedgelab: (...words) => {
      // the test runner asks for colours, which a pipe has no use for
      const env = { ...process.env, FORCE_COLOR: undefined };
      const options = { cwd: folder, env, encoding: "utf8", maxBuffer: 1 << 26 } as const;
      const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...words], options);
      return { code: status, out: stdout, error: stderr };
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}
