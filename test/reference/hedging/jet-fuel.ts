/**
 * Hull, Options, Futures and Other Derivatives, Example 3.3 and Table 3.2: monthly changes of the
 * prices of heating oil futures and of jet fuel, and what the book says of them.
 */
export const JET_FUEL = {
  futures: [
    0.021, 0.035, -0.046, 0.001, 0.044, -0.029, -0.026, -0.029, 0.048, -0.006, -0.036, -0.011,
    0.019, -0.027, 0.029,
  ],
  spot: [
    0.029, 0.02, -0.044, 0.008, 0.026, -0.019, -0.01, -0.007, 0.043, 0.011, -0.036, -0.018, 0.009,
    -0.032, 0.023,
  ],
  ratio: 0.778,
  effectiveness: 0.862,
} as const;
