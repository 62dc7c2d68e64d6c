export { type KernelDensity, type KernelDensityOptions, kernelDensity } from "./kernel-density.ts";
export type { StudyMarket } from "./paths-of.ts";
export type { ProfitMeasures } from "./profit-measures.ts";
export { type PublishedMeasures, type PublishedOptions, published } from "./published.ts";
export {
  type HedgeReplication,
  type Quirks,
  type ReplicateHedgeOptions,
  replicateHedge,
  type StudyStrategy,
} from "./replicate-hedge.ts";
export {
  replicateStudy,
  type SegmentReplication,
  type StudyReplication,
} from "./replicate-study.ts";
export { type Segment, type SegmentDay, segment } from "./segment.ts";
export { type SegmentName, segments } from "./segments.ts";
