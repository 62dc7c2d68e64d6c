import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join, relative } from "node:path";

/** Replaces, in all texts of a value, what only this machine can read. */
export type Cleaner = <T>(value: T) => T;

/** Paths below the notebook's folder or its project become relative, others in home begin `~`. */
export function pathCleaner(folder: string): Cleaner {
  const project = projectOf(folder);
  const names = new Map([[homedir(), "~"]]);
  if (project) names.set(project, relative(folder, project) || ".");
  names.set(folder, ".");
  const rules = [...names]
    .filter(([path]) => dirname(path) !== path)
    .sort(([a], [b]) => b.length - a.length)
    .map(([path, name]) => [pathPattern(path), name] as const);
  const clean = (text: string) =>
    rules.reduce((all, [path, name]) => all.replace(path, name), text);
  return (value) => mapTexts(value, clean);
}

function projectOf(folder: string): string | null {
  if (existsSync(join(folder, "package.json"))) return folder;
  const parent = dirname(folder);
  return parent === folder ? null : projectOf(parent);
}

function pathPattern(path: string): RegExp {
  const literal = path.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(?:file://)?(?<![\\w./-])${literal}(?![\\w.-])`, "g");
}

function mapTexts<T>(value: T, change: (text: string) => string): T {
  if (typeof value === "string") return change(value) as T;
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change)) as T;
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, mapTexts(item, change)]);
  return Object.fromEntries(entries);
}
