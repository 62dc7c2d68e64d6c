import { bytes } from "./bytes.ts";
import type { HedgeExports } from "./hedge-exports.ts";
import type { LikelihoodExports } from "./likelihood-exports.ts";
import type { NoiseExports } from "./noise-exports.ts";
import type { PriceExports } from "./price-exports.ts";

/** The exports of the core: numbers and pointers only. `assembly/ABI.md` documents each. */
export interface CoreExports extends HedgeExports, LikelihoodExports, NoiseExports, PriceExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  abiVersion(): number;
  reset(): void;
  allocate(bytes: number): number;
  allocated(): number;
  release(mark: number): void;
}

let instance: CoreExports | undefined;
let resets = 0;

/** The core of this thread, started on first use. */
export function core(): CoreExports {
  instance ??= counted(instantiate(decode(bytes)));
  return instance;
}

/** How often the memory of this thread's core was reset: what was written before is gone. */
export function resetCount(): number {
  return resets;
}

function counted(exports: CoreExports): CoreExports {
  const reset = () => {
    resets++;
    exports.reset();
  };
  return { ...exports, reset };
}

/** A core of its own, for hosts that want more than one. */
export function instantiate(wasm: Uint8Array): CoreExports {
  const module = new WebAssembly.Module(wasm as BufferSource);
  return new WebAssembly.Instance(module).exports as unknown as CoreExports;
}

/** The bytes of the core, as one would read them from `hedgelab/hedgelab.wasm`. */
export function coreBytes(): Uint8Array {
  return decode(bytes);
}

/** Node's own decoder takes a tenth of the time; browsers have `atob`. */
function decode(base64: string): Uint8Array {
  const { Buffer } = globalThis as { Buffer?: { from(text: string, code: string): Uint8Array } };
  if (Buffer) return Buffer.from(base64, "base64");
  const text = atob(base64);
  const decoded = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) decoded[i] = text.charCodeAt(i);
  return decoded;
}
