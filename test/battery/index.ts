// Statistical batteries on the noise of the core, outside the quick tests:
//   node --import tsx test/battery/index.ts words [seed] [bytes] | <any battery>
//   node --import tsx test/battery/index.ts normals [seed] [draws]
import { normals } from "./normals.ts";
import { words } from "./words.ts";

const [what, seed = "1", size] = process.argv.slice(2);
if (what === "words") words(Number(seed), Number(size ?? Number.POSITIVE_INFINITY));
else if (what === "normals") normals(Number(seed), Number(size ?? 1e10));
else {
  console.error(`unknown battery: ${what}; one of words, normals`);
  process.exitCode = 2;
}
