// Columns of `hedge` to mergeable records: one record a block of paths, merged in the order of the
// paths. Sizes in f64: per strategy 5 moments of profit, then the means of the other columns; then
// the comoments of profits of all pairs of strategies, i < j, row by row.
import { MOMENT_BYTES, comoment, mergeMoments, moments, sum } from "../statistics/moments";
import { FIELDS } from "./leg-result";

/** Bytes of a strategy's part of a record: moments, and the means of the other columns. */
const PART_BYTES: usize = MOMENT_BYTES + ((<usize>FIELDS - 1) << 3);

/** Bytes of a record of `strategies` strategies. */
export function recordBytes(strategies: u32): usize {
  return <usize>strategies * PART_BYTES + ((<usize>strategies * (strategies - 1)) << 2);
}

/** The record of `count` paths that start at place `first` of columns of `paths` paths. */
export function summarise(
  columns: usize, paths: u32, strategies: u32, first: u32, count: u32, record: usize,
): void {
  const n = <f64>count, stride = <usize>paths << 3, strategyStride = <usize>FIELDS * stride;
  const start = columns + (<usize>first << 3);
  for (let k: usize = 0; k < strategies; k++) {
    const column = start + k * strategyStride, part = record + k * PART_BYTES;
    moments(column, count, part);
    for (let field: usize = 0; field < <usize>FIELDS - 1; field++) {
      const mean = sum(column + (field + 1) * stride, count) / n;
      store<f64>(part + MOMENT_BYTES + (field << 3), mean);
    }
  }
  let pair = record + <usize>strategies * PART_BYTES;
  for (let i: usize = 0; i < strategies; i++) {
    const meanX = load<f64>(record + i * PART_BYTES, 8), x = start + i * strategyStride;
    for (let j = i + 1; j < strategies; j++, pair += 8) {
      const meanY = load<f64>(record + j * PART_BYTES, 8);
      store<f64>(pair, comoment(x, start + j * strategyStride, count, meanX, meanY));
    }
  }
}

/** Merge the record at `other` into the one at `record`, which may be cleared memory. */
export function mergeRecords(record: usize, other: usize, strategies: u32): void {
  const a = load<f64>(record), b = load<f64>(other), n = a + b;
  if (b == 0) return;
  const weight = a * b / n;
  let pair = <usize>strategies * PART_BYTES;
  for (let i: usize = 0; i < strategies; i++) {
    const deltaX = load<f64>(other + i * PART_BYTES, 8) - load<f64>(record + i * PART_BYTES, 8);
    for (let j = i + 1; j < strategies; j++, pair += 8) {
      const deltaY = load<f64>(other + j * PART_BYTES, 8) - load<f64>(record + j * PART_BYTES, 8);
      const merged = load<f64>(record + pair) + load<f64>(other + pair) + deltaX * deltaY * weight;
      store<f64>(record + pair, merged);
    }
  }
  for (let k: usize = 0; k < strategies; k++) {
    const part = record + k * PART_BYTES, from = other + k * PART_BYTES;
    for (let field: usize = MOMENT_BYTES; field < PART_BYTES; field += 8) {
      const old = load<f64>(part + field), step = (load<f64>(from + field) - old) * b / n;
      store<f64>(part + field, old + step);
    }
    mergeMoments(part, from);
  }
}
