import { execFile } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Peer } from "./peer.ts";

const run = promisify(execFile);

/** Nothing that changes a result: only errno and traps are given up. GCC 12 schedules best so. */
const OPTIMISED = ["-std=c++17", "-O3", "-fno-math-errno", "-fno-trapping-math", "-fno-tree-ter"];
/** 128-bit vectors with three-operand instructions, as engines of WebAssembly use; no FMA. */
const NARROW = [...OPTIMISED, "-msse4.2", "-mavx", "-mno-avx2", "-mno-fma"];
/** Whatever this machine has, FMA included. */
const WIDE = [...OPTIMISED, "-march=native", "-mprefer-vector-width=512"];

/** Every peer, by the name of its ratio, and how it is made ready. */
const PEERS: Readonly<Record<string, (folder: string, data: string) => Promise<Peer>>> = {
  native128: (folder, data) => compiled("native.cpp", NARROW, [], folder, data),
  nativeWide: (folder, data) => compiled("native.cpp", WIDE, [], folder, data),
  numpy: (_, data) => Peer.start("python3", [source("python.py"), "numpy", data]),
  numba: (_, data) => Peer.start("python3", [source("python.py"), "numba", data]),
  quantlib: (folder, data) => compiled("quantlib.cpp", ["-O2"], ["-lQuantLib"], folder, data),
};

type Need = readonly [need: string, program: string, ...test: string[]];

/** What must be there for a peer, tried before it is made. */
const NEEDS: Readonly<Record<string, Need>> = {
  native128: [
    "g++ for x86-64",
    "g++",
    "-fsyntax-only",
    "-include",
    "immintrin.h",
    "-xc++",
    "/dev/null",
  ],
  nativeWide: [
    "g++ for x86-64",
    "g++",
    "-fsyntax-only",
    "-include",
    "immintrin.h",
    "-xc++",
    "/dev/null",
  ],
  numpy: ["python3 with numpy and scipy", "python3", "-c", "import numpy, scipy.special"],
  numba: ["python3 with numpy and numba", "python3", "-c", "import numpy, numba"],
  quantlib: ["g++ with QuantLib", "g++", "-E", "-include", "ql/version.hpp", "-xc++", "/dev/null"],
};

/** Peers that this machine can run, compiled into `folder`; a message for each that it cannot. */
export async function startPeers(
  folder: string,
  data: string,
  names: readonly string[] = Object.keys(PEERS),
): Promise<Map<string, Peer>> {
  const peers = new Map<string, Peer>();
  for (const name of names) {
    try {
      peers.set(name, await startPeer(name, folder, data));
    } catch (error) {
      console.warn(`${name} is skipped: ${(error as Error).message}`);
    }
  }
  return peers;
}

async function startPeer(name: string, folder: string, data: string): Promise<Peer> {
  const [need, program, ...test] = NEEDS[name]!;
  await run(program, test, { maxBuffer: 1 << 26 }).catch(() => {
    throw new Error(`there is no ${need}`);
  });
  return PEERS[name]!(folder, data);
}

function source(name: string): string {
  return fileURLToPath(new URL(`../peers/${name}`, import.meta.url));
}

async function compiled(
  name: string,
  flags: readonly string[],
  libraries: readonly string[],
  folder: string,
  data: string,
): Promise<Peer> {
  const program = join(folder, `${name}${flags.at(-1)}`);
  await run("g++", [...flags, source(name), "-o", program, ...libraries]);
  return Peer.start(program, [data]);
}
