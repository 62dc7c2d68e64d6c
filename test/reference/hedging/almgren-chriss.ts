// Published output of DROP's AlmgrenChriss program with the parameters of Almgren and Chriss
// (2000), section 3.4: lakshmidrip.github.io/DROP, org.drip.coverage.execution.AlmgrenChriss.

/** A million shares in five days; sigma in dollars a square root of a day. */
export const TRADE = {
  quantity: -1e6,
  periods: 5,
  days: 5,
  spot: 50,
  sigma: 0.95,
  temporaryImpact: 2.5e-6,
  permanentImpact: 2.5e-7,
  fixedCost: 0.0625,
};

/** Aversion in 1e-6, mean and objective in $1e6, variance in ($1e6)^2, half-life in days. */
export const ROWS = [
  [0.001, 0.6625, 1.0812, 0.6636, 51.3],
  [0.002, 0.6625, 1.0794, 0.6647, 36.27],
  [0.003, 0.6625, 1.0776, 0.6657, 29.62],
  [0.004, 0.6625, 1.0758, 0.6668, 25.65],
  [0.005, 0.6625, 1.074, 0.6679, 22.94],
  [0.006, 0.6625, 1.0722, 0.669, 20.94],
  [0.007, 0.6625, 1.0704, 0.67, 19.39],
  [0.008, 0.6626, 1.0687, 0.6711, 18.14],
  [0.009, 0.6626, 1.0669, 0.6722, 17.1],
] as const;
