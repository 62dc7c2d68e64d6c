import type ts from "typescript-5";
import { awaitGuards } from "./await-guards.ts";
import { type CellMaps, chainMaps } from "./cell-maps.ts";
import { type PackageFallback, watchHost } from "./compiler-host.ts";
import { quickInfo } from "./quick-info.ts";
import { topLevelAwaits } from "./top-level-awaits.ts";
import type { WholeTypeScript } from "./typescript.ts";

export interface CompilerOptions {
  /** Finds packages that the notebook's folder has not. */
  readonly packages: PackageFallback;
  /** Told the maps of what was compiled last. */
  readonly onMaps: (maps: CellMaps | undefined) => void;
}

/** Takes the place of the older TypeScript that tslab brings. */
export type Compiler = WholeTypeScript & Readonly<Record<string, unknown>>;

/**
 * A stock TypeScript with the members that tslab's own edition adds, so that its converter runs on
 * it. On the way through, cells get this kernel's options, its packages and its guards of awaits.
 */
export function compiler(typescript: WholeTypeScript, options: CompilerOptions): Compiler {
  const { watch, system } = watchHost(typescript, options.packages);
  return {
    ...typescript,
    createWatchCompilerHost: watch as unknown as WholeTypeScript["createWatchCompilerHost"],
    transpileModule: commonJs(typescript, options.onMaps),
    getNullTransformationContext: () => typescript.nullTransformationContext,
    getDefaultTypeRoots: () => options.packages.typeRoots,
    getPreEmitDiagnosticsOfFiles: (program: ts.Program, files: readonly ts.SourceFile[]) =>
      typescript.sortAndDeduplicateDiagnostics([
        ...program.getGlobalDiagnostics(),
        ...files.flatMap((file) => faults(program, file)),
        // how tslab learns that a cell awaits at its top level
        ...topLevelAwaits(typescript, files[0]!),
      ]),
    getQuickInfoAtPosition: (
      file: ts.SourceFile,
      checker: ts.TypeChecker,
      _cancellation: unknown,
      position: number,
    ) => quickInfo(typescript, { file, checker, position }),
    Completions: {
      ...typescript.Completions,
      getCompletionsAtPositionForTslab: (_host: unknown, program: ts.Program, ...rest: unknown[]) =>
        typescript.Completions.getCompletionsAtPosition(
          languageHost(system(), program),
          program,
          ...rest,
          undefined,
        ),
    },
  };
}

/** All but those of declarations: a type that a package keeps to itself is `any` in later cells. */
function faults(program: ts.Program, file: ts.SourceFile): ts.Diagnostic[] {
  return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
}

/** A file system as completions want it, for names of modules among others. */
function languageHost(system: ts.System, program: ts.Program): object {
  return {
    fileExists: system.fileExists,
    readFile: system.readFile,
    directoryExists: system.directoryExists,
    getDirectories: system.getDirectories,
    readDirectory: system.readDirectory,
    getCompilationSettings: () => program.getCompilerOptions(),
    getCurrentDirectory: () => system.getCurrentDirectory(),
  };
}

/** The converter's second pass, from modules to CommonJS; the maps of both passes are kept. */
function commonJs(
  typescript: WholeTypeScript,
  onMaps: CompilerOptions["onMaps"],
): WholeTypeScript["transpileModule"] {
  return (source, { compilerOptions = {}, ...options }) => {
    const { noImplicitUseStrict: _removed, ...kept } = compilerOptions;
    const [code, first] = withoutMap(source);
    const result = typescript.transpileModule(code, {
      ...options,
      compilerOptions: { ...kept, sourceMap: true },
      transformers: { before: [awaitGuards(typescript)] },
    });
    onMaps(first && chainMaps(first, JSON.parse(result.sourceMapText!)));
    const [outputText] = withoutMap(result.outputText);
    // a cell is not strict: tslab's own edition has an option for it
    return { ...result, outputText: outputText.replace(/^"use strict";/, "") };
  };
}

const INLINE = /\n?\/\/# sourceMappingURL=(?:data:[^,]*;base64,)?(.*)\s*$/;

/** Code without the map at its end, and the map where it stood there itself. */
function withoutMap(source: string): [string, object?] {
  const found = INLINE.exec(source);
  if (!found) return [source];
  const code = `${source.slice(0, found.index)}\n`;
  if (!found[0].includes("base64,")) return [code];
  return [code, JSON.parse(Buffer.from(found[1]!, "base64").toString())];
}
