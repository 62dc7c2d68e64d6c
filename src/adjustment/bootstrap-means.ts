import type { BlockSampler } from "./stationary-blocks.ts";

/** Means of columns in each of `replicates` resamples, one row a resample; all columns together. */
export function bootstrapMeans(
  columns: readonly ArrayLike<number>[],
  sampler: BlockSampler,
  replicates: number,
): Float64Array[] {
  const count = columns[0]!.length,
    sums = columns.map(runningSums);
  return Array.from({ length: replicates }, (_, replicate) => {
    const { starts, lengths } = sampler(replicate),
      means = new Float64Array(sums.length);
    for (let k = 0; k < sums.length; k++) means[k] = blockSum(sums[k]!, starts, lengths) / count;
    return means;
  });
}

/** Sums of the first 0, 1, 2, ... values. */
function runningSums(values: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (let i = 0; i < values.length; i++) sums[i + 1] = sums[i]! + values[i]!;
  return sums;
}

function blockSum(sums: Float64Array, starts: Uint32Array, lengths: Uint32Array): number {
  const count = sums.length - 1;
  let total = 0;
  for (let block = 0; block < starts.length; block++) {
    const start = starts[block]!,
      end = start + lengths[block]!;
    total +=
      end <= count ? sums[end]! - sums[start]! : sums[count]! - sums[start]! + sums[end - count]!;
  }
  return total;
}
