import { type Scenario, type ScenarioOptions, scenario } from "./scenario.ts";

/** Names of the scenarios that come with the library. */
export type ScenarioName =
  | "gapDown"
  | "gapUp"
  | "slide"
  | "spike"
  | "volatilityExplosion"
  | "volatilityCrush"
  | "termInversion"
  | "smileTwist"
  | "correlationToOne"
  | "fundingSpike"
  | "stablecoinDepeg"
  | "oracleLag"
  | "oracleError"
  | "venueOutage"
  | "stuckCollateral"
  | "thinLiquidity"
  | "liquidationDelay";

const LIBRARY: Readonly<Record<ScenarioName, ScenarioOptions>> = {
  gapDown: { name: "gap of -30 %", shocks: [{ type: "gap", move: -0.3 }] },
  gapUp: { name: "gap of +30 %", shocks: [{ type: "gap", move: 0.3 }] },
  slide: { name: "slide of -30 % in a day", shocks: [{ type: "gap", move: -0.3, overHours: 24 }] },
  spike: {
    name: "-20 % and back within hours",
    shocks: [{ type: "gap", move: -0.2, holdHours: 1, recovery: 1, recoveryHours: 4 }],
  },
  volatilityExplosion: {
    name: "volatilities double",
    shocks: [{ type: "volatility", factor: 2, overHours: 4 }],
  },
  volatilityCrush: {
    name: "volatilities fall by 40 %",
    shocks: [{ type: "volatility", factor: 0.6, overHours: 4 }],
  },
  termInversion: {
    name: "front volatilities double",
    shocks: [{ type: "termStructure", factor: 2, days: 14, overHours: 4 }],
  },
  smileTwist: {
    name: "puts dearer, calls cheaper",
    shocks: [{ type: "smile", slope: -0.15, curvature: 0.03, overHours: 4 }],
  },
  correlationToOne: { name: "correlations go to one", shocks: [{ type: "correlation", to: 1 }] },
  fundingSpike: {
    name: "funding of 300 % a year",
    shocks: [{ type: "funding", rate: 3 }],
  },
  stablecoinDepeg: {
    name: "stable coin falls to 0.90",
    hours: 72,
    shocks: [
      { type: "depeg", price: 0.9, overHours: 12, holdHours: 12, recovery: 0.5, recoveryHours: 48 },
    ],
  },
  oracleLag: { name: "spots two hours old", shocks: [{ type: "oracle", lagHours: 2 }] },
  oracleError: {
    name: "spots 20 % too low for an hour",
    shocks: [{ type: "oracle", factor: 0.8, fromHours: 2, hours: 1 }],
  },
  venueOutage: {
    name: "no trading for six hours",
    shocks: [{ type: "outage", fromHours: 0, hours: 6 }],
  },
  stuckCollateral: {
    name: "half the cash is stuck",
    shocks: [{ type: "stuckCollateral", share: 0.5 }],
  },
  thinLiquidity: {
    name: "1 % spreads, a tenth of the depth",
    shocks: [{ type: "liquidity", halfSpread: 0.005, depth: 0.1 }],
  },
  liquidationDelay: {
    name: "liquidations take four hours",
    shocks: [{ type: "liquidationDelay", hours: 4 }],
  },
};

/**
 * Hypothetical events, and failures of oracles, venues, collateral and liquidity, each with a size
 * to start from: 24 hours in steps of one where the name says nothing else. They are plain data;
 * copy and change them, and put several together with `combine`.
 */
export const scenarios: Readonly<Record<ScenarioName, Scenario>> = Object.freeze(
  Object.fromEntries(
    Object.entries(LIBRARY).map(([key, options]) => [key, scenario(options)]),
  ) as Record<ScenarioName, Scenario>,
);
