// Fits to the 1,974 daily DEM/GBP returns, in percent, of Bollerslev and Ghysels (1996).

/**
 * GARCH(1,1) with normal innovations: Fiorentini, Calzolari and Panattoni, "Analytic derivatives and
 * the computation of GARCH estimates", Journal of Applied Econometrics 11 (1996), the benchmark of
 * Brooks, Burke and Persand (2001); standard errors from the Hessian.
 */
export const BENCHMARK = {
  mean: [-0.00619041, 0.00846212],
  omega: [0.0107613, 0.00285271],
  alpha: [0.153134, 0.0265228],
  beta: [0.805974, 0.0335527],
} as const;

/** The log-likelihood there, by R's fGarch 4022.89. */
export const BENCHMARK_LOG_LIKELIHOOD = -1106.60788104;

/**
 * Fits by Python's arch 8.0.0, with `backcast` the variance around the fitted mean, which is ours;
 * estimates and sandwich standard errors. Its EGARCH takes E|z| of the normal distribution.
 */
export const ARCH = [
  {
    kind: "gjr",
    innovations: "normal",
    logLikelihood: -1106.1023399928617,
    parameters: {
      mean: [-0.00788997, 0.00890722],
      omega: [0.0112332, 0.00707073],
      alpha: [0.14050235, 0.04956302],
      gamma: [0.02834161, 0.04350556],
      beta: [0.80144021, 0.07707987],
    },
  },
  {
    kind: "gjr",
    innovations: "student-t",
    logLikelihood: -988.7026935643091,
    parameters: {
      mean: [0.00093474, 0.00692241],
      omega: [0.00261832, 0.00195021],
      alpha: [0.09591357, 0.03630561],
      gamma: [0.03650272, 0.02570341],
      beta: [0.88583507, 0.0401351],
      degreesOfFreedom: [4.26982931, 0.40575003],
    },
  },
  {
    kind: "egarch",
    innovations: "normal",
    logLikelihood: -1102.2704381306046,
    parameters: {
      mean: [-0.01159254, 0.00887433],
      omega: [-0.12689115, 0.05117652],
      alpha: [0.33272029, 0.06976533],
      gamma: [-0.0384619, 0.02564761],
      beta: [0.91240494, 0.03277686],
    },
  },
] as const;
