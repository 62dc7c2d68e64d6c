// The reference of the API, `npm run docs`: out/api/index.html. TypeDoc does not run on TypeScript 7,
// so it is fetched with one of its own.
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const PACKAGES = ["typedoc@0.28.20", "typescript@5.9.3"];
const ENTRIES = { hedgelab: ".", core: "core", charts: "charts", notebook: "notebook" };
const FOLDER = join("out", "reference");

/** Files of the rooms that the main entry gathers; types of options are not all exported there. */
const files = readdirSync("src", { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => path.includes("/") && path.endsWith(".ts"))
  .filter((path) => !/^(core|charts|notebook|cli)\//.test(path));

mkdirSync(FOLDER, { recursive: true });
for (const [name, room] of Object.entries(ENTRIES)) {
  const lines = [`export * from "../../src/${room}/index.ts";`];
  if (room === ".") lines.push(...files.map((path) => `export type * from "../../src/${path}";`));
  writeFileSync(join(FOLDER, `${name}.ts`), `${lines.join("\n")}\n`);
}
const compilerOptions = { rootDir: "../..", noEmit: true };
const project = { extends: "../../tsconfig.json", compilerOptions, include: ["*.ts"] };
writeFileSync(join(FOLDER, "tsconfig.json"), JSON.stringify(project));

const { status } = spawnSync(
  "npx",
  [
    ...["-y", ...PACKAGES.flatMap((name) => ["-p", name]), "typedoc"],
    ...["--tsconfig", join(FOLDER, "tsconfig.json"), "--skipErrorChecking"],
    ...Object.keys(ENTRIES).flatMap((name) => ["--entryPoints", join(FOLDER, `${name}.ts`)]),
  ],
  { stdio: "inherit", shell: process.platform === "win32" },
);
process.exitCode = status ?? 1;
