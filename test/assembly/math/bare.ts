// The bare core, for tests of its passes: no wrapper, no imports.
import { readFileSync } from "node:fs";

type Pass = (source: number, count: number, destination: number) => void;

const wasm = readFileSync(new URL("../../../build/hedgelab.wasm", import.meta.url));
const { exports } = new WebAssembly.Instance(new WebAssembly.Module(wasm));
export const memory: WebAssembly.Memory = exports.memory as WebAssembly.Memory;

/** An exported function of the core. */
export function kernel<F = Pass>(name: string): F {
  return exports[name] as F;
}

/** Addresses of fresh blocks of `bytes` each; earlier ones are forgotten. */
export function blocks(...bytes: number[]): number[] {
  kernel<() => void>("reset")();
  return bytes.map((size) => kernel<(size: number) => number>("allocate")(size));
}

/** The numbers that a pass makes of `source`. */
export function run(
  name: string,
  source: Float64Array | Int32Array | BigInt64Array,
  count: number = source.length,
): Float64Array {
  const [from, to] = blocks(source.byteLength + 64, 8 * count + 64) as [number, number];
  new Uint8Array(memory.buffer, from, source.byteLength).set(
    new Uint8Array(source.buffer, source.byteOffset, source.byteLength),
  );
  kernel(name)(from, count, to);
  return new Float64Array(memory.buffer, to, count).slice();
}

/** Arguments and values of a file of reference points. */
export function points(name: string): { arguments: DataView; count: number; values: Float64Array } {
  const bytes = readFileSync(new URL(`../../reference/math/${name}.bin`, import.meta.url));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = bytes.byteLength / 16;
  const values = Float64Array.from({ length: count }, (_, i) => view.getFloat64(16 * i + 8, true));
  return { arguments: view, count, values };
}

const bits = new DataView(new ArrayBuffer(8));

/** The distance from |x| to the next number: one unit in its last place. */
export function ulp(x: number): number {
  bits.setFloat64(0, Math.abs(x));
  const exponent = Math.max(bits.getUint32(0) >>> 20, 1);
  return 2 ** Math.max(exponent - 1075, -1074);
}
