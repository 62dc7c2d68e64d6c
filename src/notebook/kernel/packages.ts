import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { KernelModules } from "../kernel-modules.ts";
import type { PackageFallback } from "./compiler-host.ts";

/** The folder of the package that this kernel is part of: three up, from sources and from dist. */
export const OWN_FOLDER: string = fileURLToPath(new URL("../../../", import.meta.url)).replace(
  /[\\/]$/,
  "",
);
const NAME = "hedgelab";

/** For the compiler: hedgelab itself, then what it was installed with, then what runs the kernel. */
export function packageFallback({ require }: KernelModules): PackageFallback {
  const tslab = dirname(require.resolve("tslab/package.json"));
  const modules = [...above(OWN_FOLDER), ...above(tslab)];
  const types = createRequire(join(tslab, "package.json")).resolve("@types/node/package.json");
  return {
    locate(path) {
      if (path === NAME || path.startsWith(`${NAME}/`))
        return join(OWN_FOLDER, path.slice(NAME.length));
      const [first = "", second = ""] = path.split("/");
      const name = first.startsWith("@") ? join(first, second) : first;
      const folder = modules.find((each) => existsSync(join(each, name)));
      return join(folder ?? modules[0]!, path);
    },
    typeRoots: [dirname(dirname(types))],
  };
}

/** `require` of a notebook: its own folder's packages first, then as for the compiler. */
export function requireWithFallback(own: NodeJS.Require, modules: KernelModules): NodeJS.Require {
  const fallbacks = [createRequire(join(OWN_FOLDER, "package.json")), modules.require];
  return new Proxy(own, {
    apply(target, self, [id]: [string]) {
      try {
        return Reflect.apply(target, self, [id]);
      } catch (error) {
        const next = isMissing(error, id) && fallbacks.find((each) => resolves(each, id));
        if (!next) throw error;
        return next(id);
      }
    },
  });
}

/** The folders of packages that are seen from a folder. */
function above(folder: string): string[] {
  const parent = dirname(folder);
  const rest = parent === folder ? [] : above(parent);
  if (basename(folder) === "node_modules") return [folder, ...rest];
  const inside = join(folder, "node_modules");
  return existsSync(inside) ? [inside, ...rest] : rest;
}

/** Whether it is this very package that is not there, and not one that it needs. */
function isMissing(error: unknown, id: string): boolean {
  const { code, message } = Object(error) as NodeJS.ErrnoException;
  const missing = code === "MODULE_NOT_FOUND" && message.includes(`'${id}'`);
  return missing && /^[@\w][^:]*$/.test(id);
}

function resolves(require: NodeJS.Require, id: string): boolean {
  try {
    require.resolve(id);
    return true;
  } catch {
    return false;
  }
}
