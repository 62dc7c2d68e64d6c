// Descriptions of dynamics, and their calibration.

export { type Bates, type BatesOptions, bates } from "./bates.ts";
export {
  type BlockBootstrap,
  blockBootstrap,
} from "./block-bootstrap.ts";
export { type BatesParameter, calibrateBates } from "./calibrate-bates.ts";
export type {
  ChainCalibration,
  ChainStart,
  ExpiryFit,
  VolatilityError,
} from "./calibrate-chain.ts";
export {
  type CalibrateDccOptions,
  calibrateDcc,
  type DccCalibration,
} from "./calibrate-dcc.ts";
export {
  type CalibrateGarchOptions,
  calibrateGarch,
  type GarchCalibration,
} from "./calibrate-garch.ts";
export { calibrateHeston, type HestonParameter } from "./calibrate-heston.ts";
export { calibrateKou, type KouCalibration } from "./calibrate-kou.ts";
export { calibrateMerton, type MertonCalibration } from "./calibrate-merton.ts";
export {
  type CalibrateOrnsteinUhlenbeckOptions,
  calibrateOrnsteinUhlenbeck,
  type OrnsteinUhlenbeckCalibration,
} from "./calibrate-ornstein-uhlenbeck.ts";
export {
  type CalibrateRegimesOptions,
  calibrateRegimes,
  type RegimesCalibration,
} from "./calibrate-regimes.ts";
export { calibrateSvcj, type SvcjParameter } from "./calibrate-svcj.ts";
export { calibrateVolatility, type VolatilityCalibration } from "./calibrate-volatility.ts";
export type {
  Calibration,
  DatedCalibration,
  LikelihoodCalibration,
  ReturnsFit,
} from "./calibration.ts";
export { correlationFactor } from "./correlations.ts";
export { type Egarch, egarch } from "./egarch.ts";
export { type EwmaVolatilityOptions, ewmaVolatility } from "./ewma-volatility.ts";
export { fellerRatio } from "./feller-ratio.ts";
export { type FitSsviOptions, fitSsvi, type SsviFit } from "./fit-ssvi.ts";
export { fitSvi, type SviFit, type SviSliceFit } from "./fit-svi.ts";
export type { FourierModel } from "./fourier-model.ts";
export { type Garch, garch } from "./garch.ts";
export { type GeometricBrownian, geometricBrownian } from "./geometric-brownian.ts";
export { type GjrGarch, gjrGarch } from "./gjr-garch.ts";
export { type Heston, type HestonOptions, heston } from "./heston.ts";
export type { Innovations } from "./innovations.ts";
export {
  type JointAsset,
  type JointLevel,
  type JointModel,
  jointModel,
  type MovingCorrelations,
} from "./joint-model.ts";
export { type Kou, kou } from "./kou.ts";
export { type Merton, merton } from "./merton.ts";
export type { ContinuousModel, Model, SteppedModel } from "./model.ts";
export { modelSurface } from "./model-surface.ts";
export { nearestCorrelation } from "./nearest-correlation.ts";
export type { OptionQuote } from "./option-quote.ts";
export {
  type OrnsteinUhlenbeck,
  ornsteinUhlenbeck,
} from "./ornstein-uhlenbeck.ts";
export type {
  ChainDay,
  ChainModels,
  CryptoMarketPreset,
  LevelPreset,
  MarketPreset,
  PairPreset,
  PresetChainFit,
  PresetFit,
  ReturnsModels,
} from "./presets/market-preset.ts";
export type { PresetSource, ReturnsFitName } from "./presets/market-table.ts";
export { type Markets, markets } from "./presets/markets.ts";
export type { ReturnsOptions } from "./read-returns.ts";
export { type Regime, type RegimeSwitching, regimeSwitching } from "./regime-switching.ts";
export { type RoughBergomi, roughBergomi } from "./rough-bergomi.ts";
export {
  type SimulatedMarket,
  type SimulateMarketOptions,
  simulateMarket,
} from "./simulate-market.ts";
export { type SimulateReturnsOptions, simulateReturns } from "./simulate-returns.ts";
export type { FitError, VolatilityQuotes } from "./smile-points.ts";
export {
  type HestonPhi,
  type PowerLawPhi,
  type SsviConditions,
  type SsviParameters,
  type SsviPhi,
  type SsviPoint,
  ssviConditions,
  ssviSurface,
} from "./ssvi.ts";
export {
  type Arbitrage,
  type ArbitrageOptions,
  butterflyArbitrage,
  calendarArbitrage,
  type VarianceSurface,
} from "./surface-arbitrage.ts";
export { type Svcj, type SvcjOptions, svcj } from "./svcj.ts";
export { type SviButterfly, type SviParameters, svi, sviButterfly } from "./svi.ts";
export { type SviSlice, sviSurface } from "./svi-surface.ts";
export { type VarianceGamma, varianceGamma } from "./variance-gamma.ts";
export { logDensity, type VarianceJet } from "./variance-jet.ts";
export type { VolatilitySurface } from "./volatility-surface.ts";
