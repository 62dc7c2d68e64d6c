// What a characteristic function reads and writes. All are taken on Lewis' line, at u - i/2, where
// u^2 + 1/4 is real and every moment that is needed exists; they give the exponent, the logarithm
// of E (S / forward)^(1/2 + iu), of two nodes at a time.

/** Bytes of the terms of a model: its parameters, and behind them what follows from them. */
export const TERMS: usize = 128;
/** Place of the compensator: by how much the drift is lowered to make the spot a martingale. */
export const COMPENSATOR: usize = 120;
/** Place of the part of the exponent without jumps, behind the complex exponent: what decays. */
export const DECAY: usize = 32;
/** Place of the nodes u themselves. */
export const NODES_AT: usize = 48;

/** The two nodes u of a pair. */
// @ts-ignore: decorator
@inline
export function nodeOf(pair: usize): v128 {
  return v128.load(pair, NODES_AT);
}

/** Numbering of the models. */
export const BLACK_SCHOLES: i32 = 0;
export const HESTON: i32 = 1;
export const BATES: i32 = 2;
export const SVCJ: i32 = 3;
export const MERTON: i32 = 4;
export const KOU: i32 = 5;
export const VARIANCE_GAMMA: i32 = 6;
