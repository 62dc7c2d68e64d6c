import { chainQuotes } from "../../market/chain-quotes.ts";
import { filterQuotes } from "../../market/filter-quotes.ts";
import { chainFutures } from "../../market/futures-curve.ts";
import { halfSpreads } from "../../market/half-spreads.ts";
import type { OptionChain } from "../../market/option-chain.ts";
import { calibrateBates } from "../calibrate-bates.ts";
import type { ChainCalibration } from "../calibrate-chain.ts";
import { calibrateHeston } from "../calibrate-heston.ts";
import type { OrnsteinUhlenbeckCalibration } from "../calibrate-ornstein-uhlenbeck.ts";
import { calibrateSvcj } from "../calibrate-svcj.ts";
import type { ChainDayFigures, ChainFigures, LevelFigures } from "./market-table.ts";
import { figure, pair, pairs } from "./returns-table.ts";

/** Options closer to expiry are left out of fits: no diffusion of the variance meets them too. */
const LEAST_DAYS = 5;

/** An option chain as the tables keep it: three fits, the futures' basis and the half-spreads. */
export async function chainDayFigures(chain: OptionChain): Promise<ChainDayFigures> {
  const quotes = chainQuotes(filterQuotes(chain, { minimumDays: LEAST_DAYS }));
  return {
    time: new Date(chain.time).toISOString(),
    spot: chainFutures(chain).spot!,
    quotes: quotes.length,
    fits: {
      heston: chainFigures(await calibrateHeston({ quotes })),
      bates: chainFigures(await calibrateBates({ quotes })),
      svcj: chainFigures(await calibrateSvcj({ quotes })),
    },
    basis: chainFutures(chain).points.map(({ years, basis }) => [
      figure(years * 365),
      figure(basis!),
    ]),
    spreads: halfSpreads(chain).map(
      ({ delta, days, volatilityPoints, premiumFraction, quotes, volatilityQuotes }) => [
        ...[...delta, ...days, rounded(volatilityPoints), rounded(premiumFraction)],
        ...[quotes, volatilityQuotes],
      ],
    ),
  };
}

function rounded(value: number | null): number | null {
  return value === null ? null : figure(value);
}

function chainFigures(fit: ChainCalibration<unknown>): ChainFigures {
  const { parameters, error, atBounds, converged } = fit;
  return {
    parameters: pairs(parameters),
    rootMeanSquare: figure(error.rootMeanSquare),
    medianAbsolute: figure(error.medianAbsolute),
    atBounds,
    converged,
  };
}

/** A level as the tables keep it; it was fitted with returns beside it. */
export function levelFigures(fit: OrnsteinUhlenbeckCalibration): LevelFigures {
  return {
    level: figure(fit.model.level),
    parameters: pairs(fit.parameters),
    correlation: pair(fit.correlation!),
  };
}
