// The exports of the core, room by room. ABI.md beside this file documents each of them.
export { abiVersion } from "./abi";
export { allocate, reset } from "./arena";
export { normals, philoxWords } from "./kernels/noise";
export { bookValue, hedge, hedgePrepare, hedgeWorkspace, tracePath } from "./kernels/hedge";
export { mergeRecords, recordBytes, summarise } from "./kernels/summarise";
export { lowerTail } from "./statistics/quantiles";
export {
  exponentials, logarithms, normalDensities, normalDistributions, normalDistributionsFull,
  normalInverses, normalInversesFine, normalQuantiles, squareRoots,
} from "./kernels/functions";
