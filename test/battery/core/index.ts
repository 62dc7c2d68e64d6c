// What the battery asks of the core's noise. Compiled on the spot, not shipped.
export { allocate, reset } from "../../../assembly/arena";
export { addNormals } from "./sums";
export { fillWords } from "./words";
