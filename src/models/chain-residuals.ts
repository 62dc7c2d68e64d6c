import { type FourierModelName, fourierPriceSets } from "../core/fourier.ts";
import { impliedVolatilities } from "../core/options.ts";
import type { ExpiryQuotes } from "./option-quote.ts";

/** Of prices over forwards: far below any error of a quote, at a fourth of the work of full accuracy. */
const TOLERANCE = 1e-9;

/**
 * Weighted errors of prices over vega, which are errors of volatilities to first order: a column for
 * each set of parameters, all at the same nodes, so that differences of columns are smooth.
 */
export function chainResiduals(
  model: FourierModelName,
  expiries: readonly ExpiryQuotes[],
  sets: readonly (readonly number[])[],
): Float64Array[] {
  const count = expiries.reduce((sum, { place }) => sum + place.length, 0);
  const residuals = sets.map((): Float64Array => new Float64Array(count));
  let first = 0;
  for (const { years, strike, kind, place, price, scale } of expiries) {
    const options = { model, years, forward: 1, strike, kind, tolerance: TOLERANCE };
    const prices = fourierPriceSets(options, sets);
    prices.forEach((column, set) => {
      for (let i = 0; i < place.length; i++)
        residuals[set]![first + i] = (column[place[i]!]! - price[i]!) * scale[i]!;
    });
    first += place.length;
  }
  return residuals;
}

/** Of a price over the forward: below it no volatility is read from a price of the model. */
const LEAST_PRICE = 1e-12;

/**
 * Black volatilities of a model less those of the quotes, by expiry. Where the price of the model is
 * all but lost in rounding, the error of the price over vega stands for that of the volatility.
 */
export function volatilityErrors(
  model: FourierModelName,
  expiries: readonly ExpiryQuotes[],
  parameters: readonly number[],
): Float64Array[] {
  return expiries.map(({ years, strike, kind, place, volatility, price, vega }) => {
    const [fitted] = fourierPriceSets({ model, years, forward: 1, strike, kind }, [parameters]);
    const implied = impliedVolatilities({ kind, price: fitted!, spot: 1, strike, years });
    return Float64Array.from(place, (at, i) =>
      fitted![at]! > LEAST_PRICE
        ? implied[at]! - volatility[i]!
        : (fitted![at]! - price[i]!) / vega[i]!,
    );
  });
}
