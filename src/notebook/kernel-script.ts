import { fileURLToPath } from "node:url";

/** The program that is the kernel: always the built one, for its threads cannot run sources. */
export function kernelScript(): string {
  const built = import.meta.url.endsWith(".ts") ? "../../dist/notebook/kernel/" : "./kernel/";
  return fileURLToPath(new URL(`${built}main.js`, import.meta.url));
}
