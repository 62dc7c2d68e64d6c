import { createRequire } from "node:module";
import type * as Converter from "tslab/dist/converter.js";
import type * as Executor from "tslab/dist/executor.js";
import type * as Inspect from "tslab/dist/inspect.js";
import type * as Jupyter from "tslab/dist/jupyter.js";
import type { KernelModules } from "../kernel-modules.ts";
import { type CompilerOptions, compiler } from "./compiler.ts";
import type { WholeTypeScript } from "./typescript.ts";

/** The modules of tslab that the kernel is made of. */
export interface TslabModules {
  readonly converter: typeof Converter;
  readonly executor: typeof Executor;
  readonly inspect: typeof Inspect;
  readonly jupyter: typeof Jupyter;
}

/** Load tslab's modules on top of our compiler, which stands in for the edition that they ask for. */
export function loadTslab(
  { require }: KernelModules,
  typescript: WholeTypeScript,
  options: CompilerOptions,
): TslabModules {
  const id = createRequire(require.resolve("tslab")).resolve("@tslab/typescript-for-tslab");
  const module = { id, filename: id, loaded: true, exports: compiler(typescript, options) };
  require.cache[id] = module as unknown as NodeJS.Module;
  return {
    converter: require("tslab/dist/converter"),
    executor: require("tslab/dist/executor"),
    inspect: require("tslab/dist/inspect"),
    jupyter: require("tslab/dist/jupyter"),
  };
}
