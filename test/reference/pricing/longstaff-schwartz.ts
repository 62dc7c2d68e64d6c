// Longstaff, Schwartz (2001), "Valuing American options by simulation: a simple least-squares
// approach", Review of Financial Studies 14(1): Table 1 (American put, strike 40, interest 6 %, 50
// dates of exercise a year) and the example of section 1.

/** Spot, volatility, years; finite differences; simulated and its standard error; European. */
export const TABLE_1: readonly (readonly number[])[] = [
  [36, 0.2, 1, 4.478, 4.472, 0.01, 3.844],
  [40, 0.2, 1, 2.314, 2.313, 0.009, 2.066],
  [44, 0.2, 1, 1.11, 1.118, 0.007, 1.017],
  [38, 0.2, 2, 3.745, 3.735, 0.011, 2.991],
  [42, 0.2, 2, 2.212, 2.206, 0.01, 1.841],
  [36, 0.4, 1, 7.101, 7.091, 0.02, 6.711],
  [40, 0.4, 1, 5.312, 5.308, 0.018, 5.06],
  [44, 0.4, 1, 3.948, 3.957, 0.017, 3.783],
  [38, 0.4, 2, 7.67, 7.669, 0.022, 6.979],
  [42, 0.4, 2, 6.248, 6.243, 0.021, 5.736],
];

/** Eight paths of spots at dates 0 to 3; a put struck at 1.1, interest 6 % from date to date. */
export const EIGHT_PATHS: readonly (readonly number[])[] = [
  [1.0, 1.09, 1.08, 1.34],
  [1.0, 1.16, 1.26, 1.54],
  [1.0, 1.22, 1.07, 1.03],
  [1.0, 0.93, 0.97, 0.92],
  [1.0, 1.11, 1.56, 1.52],
  [1.0, 0.76, 0.77, 0.9],
  [1.0, 0.92, 0.84, 1.01],
  [1.0, 0.88, 1.22, 1.34],
];

/** American and European value printed, and the regressions on 1, X and X^2. */
export const EIGHT_PATHS_VALUES = {
  american: 0.1144,
  european: 0.0564,
  secondDate: [-1.07, 2.983, -1.813],
  firstDate: [2.038, -3.335, 1.356],
} as const;
