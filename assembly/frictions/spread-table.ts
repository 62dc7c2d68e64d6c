// Half-spreads of options by delta and time to expiry, fractions of the price, in buckets.
import { ROW } from "../tile";

/** Upper edges of all but the last bucket of time, then of delta, and the fractions follow it. */
@unmanaged
class SpreadTable {
  times: f64;
  deltas: f64;
}

const HEAD_BYTES: usize = 16;

/** Write the half-spreads of a row of options by their deltas, `left` steps before expiry. */
export function fillHalfSpreads(pointer: usize, left: f64, deltas: usize, out: usize): void {
  const table = changetype<SpreadTable>(pointer), edges = <u32>table.deltas - 1;
  const byTime = pointer + HEAD_BYTES, byDelta = byTime + (<usize>table.times - 1 << 3);
  const place = bucketOf(left, byTime, <u32>table.times - 1) * <u32>table.deltas;
  const fractions = byDelta + (<usize>edges << 3) + (<usize>place << 3);
  for (let lane: usize = 0; lane < ROW; lane += 8) {
    const bucket = bucketOf(abs(load<f64>(deltas + lane)), byDelta, edges);
    store<f64>(out + lane, load<f64>(fractions + (<usize>bucket << 3)));
  }
}

/** The first bucket whose upper edge is beyond `x`, or the last. */
function bucketOf(x: f64, edges: usize, count: u32): u32 {
  let bucket: u32 = 0;
  while (bucket < count && !(x < load<f64>(edges + (<usize>bucket << 3)))) bucket++;
  return bucket;
}
