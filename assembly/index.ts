// The exports of the core, room by room. ABI.md beside this file documents each of them.
export { abiVersion } from "./abi";
export { allocate, allocated, release, reset } from "./arena";
export { antitheticNormals, normals, philoxWords } from "./kernels/noise";
export { sobolNormals, sobolPoints, sobolWords } from "./kernels/low-discrepancy";
export { bridgeNormals, bridgeWorkspace, matchMoments } from "./kernels/reshape";
export { hedgePrepare, hedgeWorkspace } from "./kernels/prepare";
export { deliveries } from "./kernels/delivery";
export { bookValue } from "./kernels/terms";
export { hedge } from "./kernels/hedge";
export { tracePath } from "./kernels/trace";
export { bookTrades } from "./kernels/book-trades";
export { viewColumns } from "./kernels/view-columns";
export { asianCall, europeanCall, priceRecords } from "./kernels/price";
export { mergeRecords, recordBytes, summarise } from "./kernels/summarise";
export { histogram } from "./statistics/histogram";
export { lowerTail } from "./statistics/quantiles";
export { sketchAdd, sketchEdge, sketchTail } from "./statistics/sketch";
export {
  angles, exponentials, exponentialsLessOne, logarithms, logarithmsOnePlus, normalDensities,
  normalDistributions, normalDistributionsFull, normalInverses, normalInversesFine,
  normalQuantiles, sinesAndCosines, squareRoots,
} from "./kernels/functions";
export { impliedVolatilities } from "./kernels/implied-volatilities";
export { optionGreeks } from "./kernels/option-greeks";
export { payoffPrepare, payoffWorkspace, payoffs } from "./kernels/payoffs";
export { controlMoments, controlRecord, groupMeans } from "./kernels/control-moments";
export {
  applyExercise, exerciseWeights, exerciseWorkspace, fitExercise,
} from "./kernels/early-exercise";
export { exerciseStates } from "./kernels/exercise-states";
export {
  angleOf, cosineOf, exponentialLessOneOf, exponentialOf, logarithmOf, logarithmOnePlusOf,
  normalDensityOf, normalDistributionOf, normalQuantileOf, normalTailOf, sineOf,
} from "./math/scalar";
export { logGamma } from "./math/log-gamma";
export { garchLikelihoods, garchSeries } from "./kernels/garch-likelihood";
export { kouLogs, mixtureLogs } from "./kernels/jump-likelihood";
export { kalmanFilter } from "./kernels/kalman-filter";
export { regimeFilter, regimeSmoother } from "./kernels/regime-likelihood";
export {
  dccCorrelations, dccLikelihoods, dccTerms, dccWorkspace,
} from "./kernels/correlation-likelihood";
export { marketPrepare, marketWorkspace, simulateEnds, simulatePaths } from "./kernels/simulate";
export { adjointGreeks, adjointWorkspace } from "./kernels/adjoint-greeks";
export { bookGreeks, greekParameters } from "./kernels/book-greeks";
export { likelihoodScores, scoreGrade } from "./kernels/likelihood-scores";
export {
  characteristicExponents, fourierPrices, fourierWorkspace,
} from "./kernels/fourier-prices";
export { revalue } from "./kernels/revalue";
export { scheduledHedge } from "./kernels/scheduled-hedge";
