// Inline build/hedgelab.wasm into src/core/bytes.ts, so that the core starts synchronously anywhere.
import { readFileSync, writeFileSync } from "node:fs";

const wasm = readFileSync(new URL("../build/hedgelab.wasm", import.meta.url));
const source = `// Made by assembly/embed.mjs from build/hedgelab.wasm.
/** The core, base64. */
export const bytes: string = "${wasm.toString("base64")}";
`;
writeFileSync(new URL("../src/core/bytes.ts", import.meta.url), source);
