/** The right to buy at the strike. */
export const CALL: i32 = 1;
/** The right to sell at the strike. */
export const PUT: i32 = 2;
