// What a caller must know to read the numbers that come back.

/** Raised when a signature, a layout or the meaning of a number changes. */
export const ABI_VERSION: i32 = 5;

/** Statuses of kernels. */
export const OK: i32 = 0;
export const NO_PATHS: i32 = 1;
export const NO_STEPS: i32 = 2;
export const TOO_MANY_PATHS: i32 = 3;
export const UNKNOWN_MODEL: i32 = 4;
export const UNKNOWN_CONTRACT: i32 = 5;
export const UNKNOWN_STRATEGY: i32 = 6;
export const NOT_FINITE: i32 = 7;
export const BAD_SERIES: i32 = 8;
export const TOO_MANY_JUMPS: i32 = 9;
export const NO_ASSETS: i32 = 10;
export const NOT_DRIVEN: i32 = 11;
export const BAD_EXPIRY: i32 = 20;
export const OTHER_STEP: i32 = 12;
export const NOT_NORMAL: i32 = 13;
export const BAD_RESIDUALS: i32 = 14;
export const BAD_CHAIN: i32 = 15;
export const BAD_HISTORY: i32 = 16;
export const BAD_DEPENDENCE: i32 = 17;
export const BAD_INSTRUMENT: i32 = 21;
export const BAD_SCHEDULE: i32 = 18;

export function abiVersion(): i32 {
  return ABI_VERSION;
}
