// The built package in three files: what a first study needs (first.ts) with the core, what else
// index.ts offers, and the entry, which loads the second when one of its functions is first called.
// Reading all of it at once takes an engine longer than a small study.
import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const url = new URL("../dist/", import.meta.url);
const dist = fileURLToPath(url);

/** A value of the entry that stands for one that is loaded later. */
function stand(name, value) {
  if (typeof value === "function" && !/^class\b/.test(String(value))) {
    return `export function ${name}(...given) { return rest().${name}(...given); }`;
  }
  if (Object.getPrototypeOf(value) === Object.prototype) {
    const members = Object.keys(value).map(
      (key) => `get ${JSON.stringify(key)}() { return rest().${name}[${JSON.stringify(key)}]; }`,
    );
    return `export const ${name} = Object.freeze({ ${members.join(", ")} });`;
  }
  throw new Error(`${name} is a class or a list, which first.ts must export`);
}

const first = await import(new URL("first.js", url).href);
const whole = await import(new URL("index.js", url).href);
const later = Object.entries(whole).filter(([name]) => !(name in first));
writeFileSync(
  `${dist}entry.js`,
  `import { createRequire } from "node:module";
export * from "./first.js";
let loaded;
function rest() {
  return (loaded ??= createRequire(import.meta.url)("./rest.js"));
}
${later.map(([name, value]) => stand(name, value)).join("\n")}
`,
);
for (const name of readdirSync(dist)) if (/^chunk-.*\.js/.test(name)) rmSync(dist + name);
await build({
  entryPoints: { index: `${dist}entry.js`, rest: `${dist}index.js` },
  outdir: dist,
  allowOverwrite: true,
  bundle: true,
  splitting: true,
  chunkNames: "chunk-[hash]",
  format: "esm",
  platform: "node",
  packages: "external",
  external: [`${dist}core/worker-url.js`],
  minifyWhitespace: true,
  minifySyntax: true,
  sourcemap: true,
  logLevel: "warning",
});
rmSync(`${dist}entry.js`);
