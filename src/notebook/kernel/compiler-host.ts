import type ts from "typescript-5";
import type { WholeTypeScript } from "./typescript.ts";

/** Packages for notebooks whose folder has none. */
export interface PackageFallback {
  /** The path of `hedgelab/dist/index.d.ts`, say, among the kernel's own packages. */
  readonly locate: (pathInModules: string) => string;
  /** Folders like node_modules/@types. */
  readonly typeRoots: string[];
}

/** Makes a watching compiler as TypeScript's own function does. */
type Watch = (files: readonly string[], options: ts.CompilerOptions, ...rest: unknown[]) => object;

/** How TypeScript calls the timer of a rebuild. */
const REBUILD = "timerToUpdateProgram";

/** What tslab asks for and TypeScript has dropped. */
const DROPPED = { disableTopLevelAwait: undefined, noImplicitUseStrict: undefined };

/**
 * tslab fixes its compiler options and its file system; both pass through here. Packages resolve as
 * a bundler does it, so that `exports` count. What no folder above the notebook has is looked for
 * in a `/node_modules` that is not there: it stands for the kernel's packages, and declarations of
 * earlier cells still say `import("hedgelab")`, not where it was found.
 */
export function watchHost(
  typescript: WholeTypeScript,
  packages: PackageFallback,
): { watch: Watch; system: () => ts.System } {
  let system = typescript.sys;
  // tslab leaves the third place empty, for TypeScript's own choice
  const createProgram = declaring(typescript.createEmitAndSemanticDiagnosticsBuilderProgram);
  const watch: Watch = (files, options, given, _, ...rest) => {
    system = withFallback(typescript, given as ts.System, packages);
    const own = {
      moduleResolution: typescript.ModuleResolutionKind.Bundler,
      lib: ["lib.es2023.d.ts", "lib.esnext.disposable.d.ts", ...(options.lib ?? []).filter(isDom)],
      types: ["node"],
      typeRoots: packages.typeRoots,
      inlineSourceMap: true,
    };
    const create = typescript.createWatchCompilerHost as (...all: unknown[]) => object;
    const used = { ...options, ...DROPPED, ...own };
    return create(files, used, system, createProgram, ...rest);
  };
  return { watch, system: () => system };
}

type CreateProgram = ts.CreateProgram<ts.EmitAndSemanticDiagnosticsBuilderProgram>;

/** Cells are declared for later ones also where a type of theirs has no name that reaches it. */
function declaring(create: CreateProgram): CreateProgram {
  return (...given) => {
    const builder = create(...given);
    const program = builder.getProgram();
    const emit = program.emit as (...all: unknown[]) => ts.EmitResult;
    program.emit = (file, write, token, only, transformers) =>
      emit(file, write, token, only, transformers, true);
    return builder;
  };
}

function isDom(name: string): boolean {
  return name.startsWith("lib.dom");
}

function withFallback(
  typescript: WholeTypeScript,
  system: ts.System,
  { locate }: PackageFallback,
): ts.System {
  const here = typescript.normalizePath(system.getCurrentDirectory());
  const root = `${/^([a-z]:)?\//i.exec(here)?.[0] ?? "/"}node_modules`;
  const { fileExists, directoryExists, realpath } = typescript.sys;
  const forwarded = (path: string) => {
    if (!path.startsWith(`${root}/`) || fileExists(path) || directoryExists(path)) return path;
    return locate(path.slice(root.length + 1));
  };
  const timers = new WeakSet<object>();
  return Object.assign(Object.create(system) as ts.System, {
    // tslab keeps one timer, that of the rebuild; changes in watched folders start others
    setTimeout: (run: () => void, milliseconds: number, label: string) => {
      if (label === REBUILD) return system.setTimeout?.(run, milliseconds, label);
      const timer = setTimeout(run, milliseconds).unref();
      timers.add(timer);
      return timer;
    },
    clearTimeout: (timer: object) => {
      if (!timers.delete(timer)) return system.clearTimeout?.(timer);
      clearTimeout(timer as NodeJS.Timeout);
    },
    fileExists: (path: string) => system.fileExists(forwarded(path)),
    readFile: (path: string, ...rest: []) => system.readFile(forwarded(path), ...rest),
    directoryExists: (path: string) => path === root || system.directoryExists(forwarded(path)),
    getDirectories: (path: string) => system.getDirectories(forwarded(path)),
    readDirectory: (path: string, ...rest: []) => system.readDirectory(forwarded(path), ...rest),
    getModifiedTime: (path: string) => system.getModifiedTime?.(forwarded(path)),
    realpath: (path: string) =>
      path === root || forwarded(path) !== path ? path : realpath!(path),
  });
}
