import { encodePng } from "./png.ts";

type Pixel = readonly [red: number, green: number, blue: number, opacity: number];

interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** As much of a canvas as colour ramps and raster marks of Observable Plot ask for. */
export class Canvas {
  width = 300;
  height = 150;
  fillStyle = "#000000";
  #pixels: Uint8ClampedArray | null = null;

  /** The canvas is its own context. */
  getContext(): this {
    return this;
  }

  fillRect(left: number, top: number, width: number, height: number): void {
    const pixel = parseColor(this.fillStyle);
    this.#pixels ??= new Uint8ClampedArray(4 * this.width * this.height);
    for (let y = top; y < Math.min(top + height, this.height); y++) {
      for (let x = left; x < Math.min(left + width, this.width); x++) {
        this.#pixels.set(pixel, 4 * (y * this.width + x));
      }
    }
  }

  createImageData(width: number, height: number): Pixels {
    return { width, height, data: new Uint8ClampedArray(4 * width * height) };
  }

  putImageData({ data }: Pixels): void {
    this.#pixels = data;
  }

  toDataURL(): string {
    const pixels = this.#pixels ?? new Uint8ClampedArray(4 * this.width * this.height);
    const png = encodePng(this.width, this.height, pixels);
    return `data:image/png;base64,${Buffer.from(png).toString("base64")}`;
  }
}

/** The forms that colour scales give: `rgb(1, 2, 3)`, `rgba(1, 2, 3, 0.4)`, `#abc`, `#aabbcc`. */
function parseColor(color: string): Pixel {
  const [red = 0, green = 0, blue = 0, opacity = 1] = color.startsWith("rgb")
    ? (color.match(/[\d.]+/g) ?? []).map(Number)
    : hexadecimal(color.slice(1));
  return [red, green, blue, 255 * opacity];
}

function hexadecimal(digits: string): number[] {
  const long = digits.length === 3 ? digits.replace(/./g, "$&$&") : digits;
  return (long.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
}
