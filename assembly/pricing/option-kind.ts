/** The asset for the strike, at expiry; with a strike of 0 the asset itself. */
export const FORWARD: i32 = 0;
/** The right to buy at the strike. */
export const CALL: i32 = 1;
/** The right to sell at the strike. */
export const PUT: i32 = 2;
