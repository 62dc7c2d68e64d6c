import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { extname, join } from "node:path";
import type { Figure } from "../charts/figure.ts";
import { toSvg } from "../charts/svg.ts";

export interface SaveOptions {
  /** Pixels of a PNG for each pixel of the figure. */
  readonly scale?: number;
}

/** As much of @resvg/resvg-js as is used here. */
interface Rasteriser {
  readonly Resvg: new (svg: string, options: object) => { render(): { asPng(): Uint8Array } };
}

const RASTERISER = "@resvg/resvg-js";

/**
 * Write a figure to a file, as its name ends: `.svg`, or `.png` where @resvg/resvg-js is installed.
 * The path written.
 */
export function save(figure: Figure, path: string, { scale = 2 }: SaveOptions = {}): string {
  if (!(scale > 0)) throw new RangeError(`scale must be positive, got ${scale}`);
  const kind = extname(path).toLowerCase();
  if (kind === ".svg") writeFileSync(path, toSvg(figure));
  else if (kind === ".png") writeFileSync(path, toPng(figure, scale));
  else throw new RangeError(`path must end in .svg or .png, got ${path}`);
  return path;
}

function toPng(figure: Figure, scale: number): Uint8Array {
  const { Resvg } = rasteriser();
  const font = { loadSystemFonts: true, defaultFontFamily: "DejaVu Sans" };
  const image = new Resvg(toSvg(figure), { font, fitTo: { mode: "zoom", value: scale } });
  return image.render().asPng();
}

/** The rasteriser from the user's folder, or from beside hedgelab. */
function rasteriser(): Rasteriser {
  for (const from of [join(process.cwd(), "package.json"), import.meta.url]) {
    try {
      return createRequire(from)(RASTERISER);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "MODULE_NOT_FOUND") throw error;
    }
  }
  throw new Error(`a .png needs a package that is not installed: npm i ${RASTERISER}`);
}
