// Cases of derivexyz/v2-core's own tests, as accounts, markets and parameters of ours.
import type { MarginAccountInput } from "../../../src/margin/account.ts";
import type {
  DerivePmrm2Parameters,
  DeriveScenario,
} from "../../../src/margin/derive-pmrm2-parameters.ts";
import type { MarginExpiryInput, MarginMarketInput } from "../../../src/margin/market.ts";
import type { Changes } from "../../../src/margin/parameters.ts";

const DAY = 86_400;

/** A case of the second portfolio margin, in the words of the source. */
export interface Pmrm2Case {
  readonly id: string;
  readonly asserted_in_source: boolean;
  readonly scenario: {
    readonly cash: number;
    readonly spot: number;
    readonly spotConfidence: number;
    readonly stablePrice: number;
    readonly stableConfidence: number;
    readonly numPerps: number;
    readonly perpPrice: number;
    readonly perpConfidence: number;
    readonly unrealisedPerpPnl: number;
    readonly unrealisedFunding: number;
    readonly collaterals: readonly {
      readonly Name: string;
      readonly Amount: number;
      readonly Price: number;
      readonly Confidence: number;
      readonly IsRiskCancelling: boolean;
      readonly IMHaircut: number;
      readonly MMHaircut: number;
    }[];
    readonly options: readonly {
      readonly secToExpiry: number;
      readonly strike: number;
      readonly isCall: boolean;
      readonly amount: number;
      readonly markVol: number;
    }[];
    readonly feeds: readonly {
      readonly secToExpiry: number;
      readonly forward: number;
      readonly forwardConfidence: number;
      readonly rate: number;
      readonly rateConfidence: number;
      readonly volConfidence: number;
    }[];
  };
  readonly params: {
    readonly scenarios: readonly (readonly [number, string, number])[];
    readonly skewShock: Readonly<Record<string, number>>;
    readonly volShock: Readonly<Record<string, number>>;
    readonly margin: Readonly<Record<string, number>>;
    readonly basis: Readonly<Record<string, number>>;
    readonly other: Readonly<Record<string, number>>;
  };
  readonly expected: {
    readonly IM: number;
    readonly MM: number;
    readonly portfolioMtM: number;
    readonly scenarioPnl: readonly number[];
    readonly worst: string;
  } & Readonly<Record<string, unknown>>;
}

/** The account and market of a case. */
export function pmrm2Book({ scenario }: Pmrm2Case): {
  account: MarginAccountInput;
  market: MarginMarketInput;
} {
  const { numPerps, perpPrice, unrealisedPerpPnl } = scenario;
  const perpetual = {
    quantity: numPerps,
    contract: { type: "perpetual", underlying: "BTC" },
    entry: perpPrice - unrealisedPerpPnl / numPerps,
    funding: scenario.unrealisedFunding,
  } as const;
  return {
    account: {
      cash: scenario.cash,
      positions: [
        ...(numPerps === 0 ? [] : [perpetual]),
        ...scenario.options.map((option) => ({
          quantity: option.amount,
          contract: {
            type: option.isCall ? ("call" as const) : ("put" as const),
            underlying: "BTC",
            strike: option.strike,
            days: option.secToExpiry / DAY,
          },
        })),
      ],
      collateral: scenario.collaterals.map(({ Name, Amount }) => ({
        currency: Name,
        quantity: Amount,
      })),
    },
    market: {
      underlyings: {
        BTC: {
          spot: { price: scenario.spot, confidence: scenario.spotConfidence },
          perpetual:
            perpPrice > 0 ? { price: perpPrice, confidence: scenario.perpConfidence } : undefined,
          expiries: scenario.feeds.map((feed): MarginExpiryInput => {
            const options = scenario.options.filter((row) => row.secToExpiry === feed.secToExpiry);
            return {
              days: feed.secToExpiry / DAY,
              forward: feed.forward,
              rate: feed.rate,
              confidence: {
                forward: feed.forwardConfidence,
                rate: feed.rateConfidence,
                volatility: feed.volConfidence,
              },
              volatilities: options.map(({ strike, markVol }) => ({ strike, volatility: markVol })),
            };
          }),
        },
      },
      currencies: Object.fromEntries(
        scenario.collaterals.map(({ Name, Price, Confidence }) => [
          Name,
          { price: Price, confidence: Confidence },
        ]),
      ),
      stable: { price: scenario.stablePrice, confidence: scenario.stableConfidence },
    },
  };
}

const SHAPES: Readonly<Record<string, DeriveScenario["volatility"]>> = {
  Up: "up",
  Down: "down",
  None: "none",
  LINEAR: "linear",
  ABS: "absolute",
};

/** The parameters of a case. */
export function pmrm2Parameters({ params, scenario }: Pmrm2Case): Changes<DerivePmrm2Parameters> {
  const { skewShock: k, volShock: s, margin: m, basis: b, other: o } = params;
  return {
    scenarios: params.scenarios.map(([factor, shape, weight]) => ({
      move: factor - 1,
      volatility: SHAPES[shape]!,
      weight,
    })),
    volatility: {
      up: s.VOLRANGEUP,
      down: s.VOLRANGEDOWN,
      floor: s.MIN_VOL_EVAL_SHOCKED,
      shortTermPower: s.SHORTTERMPOWER,
      longTermPower: s.LONGTERMPOWER,
      daysFloor: s.DTE_FLOOR,
    },
    skew: {
      linear: { cap: k.LINEAR_SCALE_CAP, slope: k.LINEAR_CBASE },
      absolute: { cap: k.ABS_SCALE_CAP, slope: k.ABS_CBASE },
      minimumWidth: k.MIN_K_STAR,
      widthScale: k.MIN_WIDTH_SCALE,
      volatilityStatic: k.VOL_PARAM_STATIC,
      volatilitySlope: k.VOL_PARAM_SCALE,
    },
    loss: { initial: m.IM_LOSS_FACTOR, maintenance: m.MM_LOSS_FACTOR },
    discount: {
      long: {
        base: m.BASE_STATIC_DISCOUNT,
        rateScale: m.LONG_RATE_MULTSCALE,
        rateAdd: m.LONG_RATE_ADDSCALE,
      },
      short: {
        base: m.BASE_STATIC_DISCOUNT_NEG,
        rateScale: m.SHORT_RATE_MULTSCALE,
        rateAdd: m.SHORT_RATE_ADDSCALE,
      },
    },
    basis: {
      up: b.SCENARIO_SPOT_UP! - 1,
      down: b.SCENARIO_SPOT_DOWN! - 1,
      add: b.BASIS_CONT_ADD_FACTOR,
      perYear: b.BASIS_CONT_MULT_FACTOR,
    },
    peg: { threshold: o.PEG_LOSS_THRESHOLD, factor: o.PEG_LOSS_FACTOR },
    confidence: { threshold: o.CONF_THRESHOLD, factor: o.CONF_MARGIN },
    perpetual: { maintenance: o.MM_PERP_PERCENT, initial: o.IM_PERP_PERCENT },
    option: { maintenance: o.MM_OPTION_PERCENT, initial: o.IM_OPTION_PERCENT },
    collateral: Object.fromEntries(
      scenario.collaterals.map((row) => [
        row.Name,
        {
          maintenanceHaircut: row.MMHaircut,
          initialHaircut: row.IMHaircut,
          cancelsRisk: row.IsRiskCancelling,
        },
      ]),
    ),
  };
}

/** A case of the first portfolio margin, in the words of the source. */
export interface Pmrm1Case {
  readonly id: string;
  readonly scenario: {
    readonly cash: number;
    readonly perps: number;
    readonly base: number;
    readonly spot: number;
    readonly spotConfidence: number;
    readonly perpPrice: number;
    readonly perpConfidence: number;
    readonly stablePrice: number;
    readonly unrealisedPerpPnl: number;
    readonly unrealisedFunding: number;
    readonly options: readonly {
      readonly secToExpiry: number;
      readonly strike: number;
      readonly isCall: boolean;
      readonly amount: number;
      readonly vol: number;
      readonly volConfidence: number;
    }[];
    readonly feeds: readonly {
      readonly secToExpiry: number;
      readonly forwardFixed: number;
      readonly forwardVariable: number;
      readonly forwardConfidence: number;
      readonly rate: number;
      readonly rateConfidence: number;
    }[];
  };
  readonly expected: Readonly<
    Record<
      | "IM"
      | "MM"
      | "portfolioMtM"
      | "optionContingency"
      | "forwardContingency"
      | "oracleContingency"
      | "perpContingency"
      | "baseContingency"
      | "minSpan",
      number
    >
  >;
}

/** The account and market of a case. */
export function pmrm1Book({ scenario }: Pmrm1Case): {
  account: MarginAccountInput;
  market: MarginMarketInput;
} {
  const { perps, base, perpPrice, options } = scenario;
  const perpetual = {
    quantity: perps,
    contract: { type: "perpetual", underlying: "ETH" },
    entry: perpPrice - scenario.unrealisedPerpPnl / perps,
    funding: scenario.unrealisedFunding,
  } as const;
  const feeds = new Map(scenario.feeds.map((feed) => [feed.secToExpiry, feed]));
  return {
    account: {
      cash: scenario.cash,
      positions: [
        ...(perps === 0 ? [] : [perpetual]),
        ...options.map((option) => ({
          quantity: option.amount,
          contract: {
            type: option.isCall ? ("call" as const) : ("put" as const),
            underlying: "ETH",
            strike: option.strike,
            days: option.secToExpiry / DAY,
          },
        })),
      ],
      collateral: base === 0 ? [] : [{ currency: "ETH", quantity: base }],
    },
    market: {
      underlyings: {
        ETH: {
          spot: { price: scenario.spot, confidence: scenario.spotConfidence },
          perpetual: { price: perpPrice, confidence: scenario.perpConfidence },
          expiries: [...feeds.values()].map((feed): MarginExpiryInput => {
            const rows = options.filter((row) => row.secToExpiry === feed.secToExpiry);
            const fraction = Math.max(0, 1 - feed.secToExpiry / 1800);
            return {
              days: feed.secToExpiry / DAY,
              forward: feed.forwardVariable / (1 - fraction),
              settled:
                fraction > 0 ? { fraction, average: feed.forwardFixed / fraction } : undefined,
              rate: feed.rate,
              confidence: {
                forward: feed.forwardConfidence,
                rate: feed.rateConfidence,
                volatility: Math.min(...rows.map((row) => row.volConfidence)),
              },
              volatilities: rows.map(({ strike, vol }) => ({ strike, volatility: vol })),
            };
          }),
        },
      },
      stable: { price: scenario.stablePrice },
    },
  };
}

/** A case of the standard margin, in the words of the source. */
export interface StandardCase {
  readonly id: string;
  readonly scenario: {
    readonly OptionUnderlying: readonly ("ETH" | "BTC")[];
    readonly OptionExpiries: readonly number[];
    readonly OptionStrikes: readonly number[];
    readonly OptionIsCall: readonly number[];
    readonly OptionAmounts: readonly number[];
    readonly OptionVols: readonly number[];
    readonly OptionVolConfidences: readonly number[];
    readonly Cash: number;
    readonly Perps_ETH: number;
    readonly Perps_BTC: number;
    readonly wETH: number;
    readonly wBTC: number;
    readonly LastEntryETH: number | null;
    readonly LastEntryBTC: number | null;
    readonly ETHGlobalFundingIndex: number;
    readonly BTCGlobalFundingIndex: number;
    readonly AccountETHFundingIndex: number | null;
    readonly AccountBTCFundingIndex: number | null;
    readonly ETHSpotPrice: number;
    readonly BTCSpotPrice: number;
    readonly SpotPerpConfidences: readonly (readonly [number, number])[];
    readonly Forwards: readonly number[];
    readonly ForwardConfidences: readonly number[];
    readonly Rates: readonly number[];
    readonly DiscountConfidences: readonly number[];
    readonly USDCValue: number;
    readonly PerpPrice: readonly [number, number];
    readonly PercentFixedETH: number | null;
    readonly PercentFixedBTC: number | null;
    readonly TWAP_ETH: number | null;
    readonly TWAP_BTC: number | null;
  };
  readonly expected: {
    readonly IM: number;
    readonly MM: number;
    readonly portfolioMtM: number;
  };
}

/** The account and market of a case. */
export function standardBook({ scenario: s }: StandardCase): {
  account: MarginAccountInput;
  market: MarginMarketInput;
} {
  const coins = [
    {
      name: "ETH",
      held: s.wETH,
      size: s.Perps_ETH,
      entry: s.LastEntryETH,
      funded: s.AccountETHFundingIndex,
      index: s.ETHGlobalFundingIndex,
      spot: s.ETHSpotPrice,
      share: s.PercentFixedETH,
      average: s.TWAP_ETH,
    },
    {
      name: "BTC",
      held: s.wBTC,
      size: s.Perps_BTC,
      entry: s.LastEntryBTC,
      funded: s.AccountBTCFundingIndex,
      index: s.BTCGlobalFundingIndex,
      spot: s.BTCSpotPrice,
      share: s.PercentFixedBTC,
      average: s.TWAP_BTC,
    },
  ];
  const options = s.OptionUnderlying.map((underlying, i) => ({
    quantity: s.OptionAmounts[i]!,
    contract: {
      type: s.OptionIsCall[i] ? ("call" as const) : ("put" as const),
      underlying,
      strike: s.OptionStrikes[i]!,
      days: s.OptionExpiries[i]! / DAY,
    },
  }));
  const perpetuals = coins
    .filter(({ size }) => size !== 0)
    .map(({ name, size, entry, funded, index }) => ({
      quantity: size,
      contract: { type: "perpetual" as const, underlying: name },
      entry: entry ?? undefined,
      funding: -size * (index - (funded ?? index)),
    }));
  return {
    account: {
      cash: s.Cash,
      positions: [...options, ...perpetuals],
      collateral: coins.flatMap(({ name, held }) =>
        held > 0 ? [{ currency: name, quantity: held }] : [],
      ),
    },
    market: {
      stable: { price: s.USDCValue },
      underlyings: Object.fromEntries(
        coins.map(({ name, spot, share, average }, c) => {
          const [spotConfidence, perpConfidence] = s.SpotPerpConfidences[c]!;
          const rows = options.flatMap((option, i) =>
            option.contract.underlying === name ? i : [],
          );
          // the file gives the settled share divided by 1e18
          const fraction = (share ?? 0) * 1e18;
          const expiries = [...new Set(rows.map((i) => s.OptionExpiries[i]!))].map((seconds) => {
            const same = rows.filter((i) => s.OptionExpiries[i] === seconds);
            return {
              days: seconds / DAY,
              forward: s.Forwards[same[0]!]!,
              rate: s.Rates[same[0]!]!,
              settled: fraction > 0 ? { fraction, average: average! } : undefined,
              confidence: {
                forward: s.ForwardConfidences[same[0]!]!,
                rate: s.DiscountConfidences[same[0]!]!,
                volatility: Math.min(...same.map((i) => s.OptionVolConfidences[i]!)),
              },
              volatilities: same.map((i) => ({
                strike: s.OptionStrikes[i]!,
                volatility: s.OptionVols[i]!,
              })),
            };
          });
          const market = {
            spot: { price: spot, confidence: spotConfidence },
            perpetual: { price: s.PerpPrice[c]!, confidence: perpConfidence },
            expiries,
          };
          return [name, market];
        }),
      ),
    },
  };
}
