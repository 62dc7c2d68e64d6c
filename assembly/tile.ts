// The unit of work: a tile of LANES paths by up to ROWS steps, small enough for the first-level
// cache. A tile is a matrix of rows; row j holds one number a path at step j of the tile.

/** Paths in a tile. */
export const LANES: u32 = 16;
/** Steps in a tile; longer horizons are worked through in several tiles. */
export const ROWS: u32 = 32;
/** Bytes from one row to the next, in tiles of f64. */
export const ROW: usize = 128;
