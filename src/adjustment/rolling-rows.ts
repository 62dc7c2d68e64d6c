type Row = readonly number[];

/** The last rows of a stream; plain data whose older parts are shared, so that a step is short. */
export interface RollingRows {
  /** Full blocks, oldest first; the first `gone` rows of the oldest have left. */
  readonly blocks: readonly (readonly Row[])[];
  readonly gone: number;
  /** The newest rows, fewer than a block. */
  readonly recent: readonly Row[];
}

const BLOCK = 32;

/** Rows as a rolling window. */
export function rollingRows(rows: readonly Row[]): RollingRows {
  const full = rows.length - (rows.length % BLOCK);
  const blocks: Row[][] = [];
  for (let i = 0; i < full; i += BLOCK) blocks.push(rows.slice(i, i + BLOCK));
  return { blocks, gone: 0, recent: rows.slice(full) };
}

/** The window with `row` at its end and its oldest row, which is answered too, taken away. */
export function roll(window: RollingRows, row: Row): { window: RollingRows; left: Row } {
  const grown = [...window.recent, row];
  const whole = grown.length === BLOCK;
  const blocks = whole ? [...window.blocks, grown] : window.blocks;
  const recent = whole ? [] : grown;
  const oldest = blocks[0];
  if (oldest === undefined) {
    return { window: { blocks, gone: 0, recent: recent.slice(1) }, left: recent[0]! };
  }
  const gone = window.gone + 1;
  const left = oldest[gone - 1]!;
  if (gone < BLOCK) return { window: { blocks, gone, recent }, left };
  return { window: { blocks: blocks.slice(1), gone: 0, recent }, left };
}

/** All rows of a window, oldest first. */
export function rowsOf({ blocks, gone, recent }: RollingRows): readonly Row[] {
  return blocks.length === 0 ? recent : blocks[0]!.slice(gone).concat(...blocks.slice(1), recent);
}
