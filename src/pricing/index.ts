// Prices in closed form, by approximation and by grids: what simulated prices are checked against,
// and controlled with. `<contract>Price`, and behind it the authors of an approximation or the method
// where there is a choice; functions named for their authors alone answer the Greeks too.

export {
  type AmericanBarrierTreeOptions,
  americanBarrierPriceBoyleLau,
} from "./american-barrier-price-boyle-lau.ts";
export {
  type AmericanBarrierOptions,
  americanBarrierPriceGrid,
} from "./american-barrier-price-grid.ts";
export { type AmericanDigitalOptions, americanDigitalPrice } from "./american-digital-price.ts";
export { americanPriceBaroneAdesiWhaley } from "./american-price-barone-adesi-whaley.ts";
export { americanPriceBjerksundStensland } from "./american-price-bjerksund-stensland.ts";
export { americanPriceGrid } from "./american-price-grid.ts";
export { americanPriceJu } from "./american-price-ju.ts";
export { type AsianOptions, asianPriceLevy } from "./asian-price-levy.ts";
export { asianPriceVecer } from "./asian-price-vecer.ts";
export { type AtTheMoneyOptions, atTheMoneyStrike } from "./at-the-money-strike.ts";
export type { AverageTerms } from "./average.ts";
export { type BarrierOptions, type BarrierType, barrierPrice } from "./barrier-price.ts";
export { type BestOfTwoOptions, bestOfTwoPrice } from "./best-of-two-price.ts";
export { bivariateNormal } from "./bivariate-normal.ts";
export { type Black76, type Black76Options, black76 } from "./black-76.ts";
export { type BlackScholes, blackScholes } from "./black-scholes.ts";
export {
  type CurrencyDeltaOptions,
  currencyDelta,
  type DeltaConvention,
} from "./currency-delta.ts";
export { type DigitalOptions, type DigitalPays, digitalPrice } from "./digital-price.ts";
export { type DoubleBarrierOptions, doubleBarrierPrice } from "./double-barrier-price.ts";
export { type FairVarianceOptions, fairVariance } from "./fair-variance.ts";
export { type FourierPrice, type FourierPriceOptions, fourierPrice } from "./fourier-price.ts";
export { type GapOptions, gapPrice } from "./gap-price.ts";
export { type GeometricAsianOptions, geometricAsianPrice } from "./geometric-asian-price.ts";
export {
  type GeometricAsianHestonOptions,
  geometricAsianPriceHeston,
} from "./geometric-asian-price-heston.ts";
export { type InverseOption, type InverseOptionOptions, inverseOption } from "./inverse-option.ts";
export { type LookbackOptions, lookbackPrice } from "./lookback-price.ts";
export { type Margrabe, type MargrabeOptions, margrabe } from "./margrabe.ts";
export { type PerpetualFutureOptions, perpetualFuturePrice } from "./perpetual-future-price.ts";
export { type SpreadOptions, spreadPrice } from "./spread-price.ts";
export { spreadPriceKirk } from "./spread-price-kirk.ts";
export { type StrikeFromDeltaOptions, strikeFromDelta } from "./strike-from-delta.ts";
export type { MarketTerms, OptionKind, OptionTerms } from "./terms.ts";
export type { TwoAssetTerms } from "./two-assets.ts";
