import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { suite } from "uvu";
import * as assert from "uvu/assert";

const test = suite("architecture");
const ROOT = fileURLToPath(new URL("..", import.meta.url));
const require = createRequire(import.meta.url);

/** Rooms from the top down: a file imports from its own room and from those before it. */
const ROOMS = {
  assembly: [
    ...["tile", "abi", "arena", "math", "random", "models", "pricing", "contracts"],
    ...["strategies", "frictions", "ledger", "statistics", "kernels", "index"],
  ],
  src: [
    ...["check", "errors", "estimate", "numerics", "core", "market", "models", "pricing"],
    ...["portfolio", "hedging", "adjustment"],
    ...[
      "risk",
      "margin",
      "allocation",
      "replication",
      "first",
      "index",
      "charts",
      "notebook",
      "cli",
    ],
  ],
};
type Tree = keyof typeof ROOMS;

/** Rooms of the core that may go from path to path; the others work on what they are given. */
const LOOPING = ["kernels", "statistics"];
const LONGEST_FILE = 250;
const WIDEST_LINE = 100;

interface File {
  /** From the root of the tree, with slashes. */
  readonly path: string;
  readonly room: string;
  readonly text: string;
  readonly code: string;
}

/** TypeScript files of a tree, generated ones left out. */
function files(tree: Tree): File[] {
  return readdirSync(join(ROOT, tree), { recursive: true, encoding: "utf8" })
    .map((path) => path.split(sep).join("/"))
    .filter((path) => path.endsWith(".ts") && path !== "core/bytes.ts")
    .map((path) => {
      const text = readFileSync(join(ROOT, tree, path), "utf8");
      return { path, room: roomOf(path), text, code: withoutComments(text) };
    });
}

function roomOf(path: string): string {
  return path.split("/")[0]!.replace(/\.ts$/, "");
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "$1");
}

/** What a file imports or exports from, also `import()`. */
function imports(file: File): string[] {
  const fixed = file.code.matchAll(/^(?:import|export)\s+(?:[\w*\s{},]+\sfrom\s+)?"([^"]+)"/gm);
  const dynamic = file.code.matchAll(/\bimport\(\s*"([^"]+)"/g);
  return [...fixed, ...dynamic].map((match) => match[1]!);
}

/** What a file imports when it runs, types left out. */
function runtimeImports(file: File): string[] {
  const code = file.code
    .replace(/^(?:import|export) type [^;]*;/gm, "")
    .replace(/typeof import\([^)]*\)/g, "");
  return imports({ ...file, code });
}

function local(name: string): boolean {
  return name.startsWith(".");
}

/** Where a local import of a file leads, from the root of the tree. */
function target(file: File, name: string): string {
  return join(dirname(file.path), name).split(sep).join("/");
}

function none(found: readonly string[], rule: string): void {
  assert.is(found.length, 0, `${rule}:\n${found.join("\n")}`);
}

for (const tree of Object.keys(ROOMS) as Tree[]) {
  const all = files(tree),
    rooms = ROOMS[tree];

  test(`every room of ${tree} has its place`, () => {
    none(
      [...new Set(all.map(({ room }) => room))].filter((room) => !rooms.includes(room)),
      "rooms",
    );
  });

  test(`rooms of ${tree} import only from rooms that stand before them`, () => {
    const found = all.flatMap((file) =>
      imports(file)
        .filter(local)
        .map((name) => target(file, name))
        .filter((path) => rooms.indexOf(roomOf(path)) > rooms.indexOf(file.room))
        .map((path) => `${file.path} imports ${path}`),
    );
    none(found, "imports downward");
  });

  test(`every file of ${tree} but a table fits in ${LONGEST_FILE} lines`, () => {
    const long = all.filter(({ path }) => !path.endsWith("-table.ts"));
    const lines = (file: File) => file.text.trimEnd().split("\n").length;
    none(
      long.filter((f) => lines(f) > LONGEST_FILE).map((f) => `${f.path}: ${lines(f)}`),
      "long files",
    );
  });
}

test(`lines of assembly have at most ${WIDEST_LINE} columns`, () => {
  const found = files("assembly")
    .filter(({ path }) => !path.endsWith("-table.ts"))
    .flatMap(({ path, text }) =>
      text.split("\n").flatMap((line, i) => (line.length > WIDEST_LINE ? `${path}:${i + 1}` : [])),
    );
  none(found, "wide lines");
});

test("every name that a file of the core imports is used there", () => {
  const found = files("assembly").flatMap(({ path, code }) =>
    [...code.matchAll(/^import \{([^}]*)\} from .*$/gm)].flatMap(([, names]) =>
      names!
        .split(",")
        .map((name) => name.trim().replace(/.*\sas\s/, ""))
        .filter((name) => name && code.match(new RegExp(`\\b${name}\\b`, "g"))!.length === 1)
        .map((name) => `${path} imports ${name}`),
    ),
  );
  none(found, "unused imports");
});

test("the core imports no package and nothing of the host", () => {
  const found = files("assembly").flatMap((file) =>
    imports(file)
      .filter((name) => !local(name))
      .map((name) => `${file.path} imports ${name}`),
  );
  none(found, "packages");
  const host = /\b(Math|Date|console|NativeMath|JSMath)\./;
  none(
    files("assembly")
      .filter(({ code }) => host.test(code))
      .map(({ path }) => path),
    "host",
  );
});

test("only kernels and statistics go from path to path", () => {
  const loop = /\b(?:for|while)\s*\([^)]*\b(?:paths|path)\b/;
  const found = files("assembly").filter(
    ({ room, code }) => !LOOPING.includes(room) && loop.test(code),
  );
  none(
    found.map(({ path }) => path),
    "loops over paths",
  );
});

test("index.ts lists every export of the core, and its face promises no other", () => {
  const { text } = files("assembly").find(({ path }) => path === "index.ts")!;
  const named = [...text.matchAll(/export \{([^}]*)\}/g)].flatMap((match) =>
    match[1]!.split(",").flatMap((name) => name.trim() || []),
  );
  const module = new WebAssembly.Module(readFileSync(join(ROOT, "build/hedgelab.wasm")));
  const exported = WebAssembly.Module.exports(module).map(({ name }) => name);
  assert.equal(exported.sort(), [...named, "memory"].sort());
  const faces = files("src").flatMap(({ path, code }) =>
    path.startsWith("core/")
      ? [...code.matchAll(/interface \w+Exports\b[^{]*\{([\s\S]*?)\n\}/g)]
      : [],
  );
  const promised = faces.flatMap(([, face]) =>
    [...face!.matchAll(/^ {2}(\w+)\(/gm)].map((match) => match[1]!),
  );
  assert.ok(promised.length > 5);
  none(
    promised.filter((name) => !named.includes(name)),
    "not exported",
  );
});

test("ABI.md documents every export of the core", () => {
  const abi = readFileSync(join(ROOT, "assembly/ABI.md"), "utf8");
  const module = new WebAssembly.Module(readFileSync(join(ROOT, "build/hedgelab.wasm")));
  const exported = WebAssembly.Module.exports(module).map(({ name }) => name);
  none(
    exported.filter((name) => !new RegExp(`\\b${name}\\b`).test(abi)),
    "undocumented exports",
  );
});

test("only src/core says WebAssembly", () => {
  const found = files("src").filter(
    ({ room, code }) => room !== "core" && /WebAssembly/.test(code),
  );
  none(
    found.map(({ path }) => path),
    "WebAssembly",
  );
});

test("risk and margin take the core's functions, which have the same bits on every host", () => {
  const host =
    /Math\.(?:exp|log|expm1|log1p|log2|log10|pow|a?sinh?|a?cosh?|a?tanh?|atan2|cbrt|hypot)\(/;
  const found = files("src").filter(
    ({ room, code }) => ["risk", "margin"].includes(room) && host.test(code),
  );
  none(
    found.map(({ path }) => path),
    "functions of the host",
  );
});

test("src/core imports nothing outside itself, and no package", () => {
  const found = files("src")
    .filter(({ room }) => room === "core")
    .flatMap((file) =>
      imports(file)
        .filter((name) => (local(name) ? roomOf(target(file, name)) !== "core" : !builtin(name)))
        .map((name) => `${file.path} imports ${name}`),
    );
  none(found, "imports of the core");
});

function builtin(name: string): boolean {
  return name.startsWith("node:");
}

test("hedgelab/core runs in a browser: its entry reaches no module of Node", () => {
  const all = new Map(files("src").map((file) => [file.path, file]));
  const seen = new Set<string>(),
    found: string[] = [];
  const visit = (path: string) => {
    const file = all.get(path);
    if (!file || seen.has(path)) return;
    seen.add(path);
    for (const name of runtimeImports(file)) {
      if (local(name)) visit(target(file, name));
      else found.push(`${path} imports ${name}`);
    }
  };
  visit("core/index.ts");
  assert.ok(seen.size > 3);
  none(found, "imports reached from core/index.ts");
});

test("modules of Node are named with node:, and packages are declared", () => {
  const { dependencies } = manifest();
  const found = files("src").flatMap((file) =>
    runtimeImports(file)
      .filter((name) => !local(name) && !builtin(name))
      .filter((name) => !Object.keys(dependencies).some((d) => `${name}/`.startsWith(`${d}/`)))
      .map((name) => `${file.path} imports ${name}`),
  );
  none(found, "undeclared packages");
});

test("nothing in src awaits at the top level", () => {
  const found = files("src").flatMap(({ path, code }) =>
    code
      .split("\n")
      .flatMap((line, i) =>
        /^\S.*\bawait\s/.test(line) && !/\basync\b/.test(line) ? `${path}:${i + 1}` : [],
      ),
  );
  none(found, "top-level await");
});

test("every entry of the package can be required, as tslab does", () => {
  for (const name of Object.keys(manifest().exports).filter((name) => !/\.\w+$/.test(name))) {
    const entry = require(name.replace(/^\./, "hedgelab")) as object;
    assert.ok(Object.keys(entry).length > 0, name);
  }
});

interface Manifest {
  readonly main: string;
  readonly types: string;
  readonly exports: Record<string, string | { types: string; default: string }>;
  readonly typesVersions: { "*": Record<string, string[]> };
  readonly bin: Record<string, string>;
  readonly files: string[];
  readonly dependencies: Record<string, string>;
}

function manifest(): Manifest {
  return JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as Manifest;
}

test("every file that package.json names exists after a build", () => {
  const { main, types, exports, typesVersions, bin, files } = manifest();
  const named = [
    ...[main, types, ...Object.values(bin), ...files],
    ...Object.values(exports).flatMap((entry) =>
      typeof entry === "string" ? entry : [entry.types, entry.default],
    ),
    ...Object.values(typesVersions["*"]).flat(),
  ];
  none(
    named.filter((path) => !existsSync(resolve(ROOT, path))),
    "missing files",
  );
});

test("every entry with types has them for tslab too", () => {
  const { main, types, exports, typesVersions } = manifest();
  for (const [name, entry] of Object.entries(exports)) {
    if (typeof entry === "string") continue;
    const old = name === "." ? [types] : typesVersions["*"][relative(".", name)];
    assert.equal(old, [entry.types], name);
    if (name === ".") assert.is(main, entry.default);
  }
});

test.run();
