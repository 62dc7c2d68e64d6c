import { sum } from "../numerics/sum.ts";
import { marginAccount } from "./account.ts";
import { type MarginOptions, margin } from "./margin.ts";
import type { Charge, Rulebook } from "./rulebook.ts";
import type { RulebookDescription } from "./rulebooks.ts";

/** A book, and the rule-based treatment to put beside it. */
export interface CapitalEfficiencyOptions extends MarginOptions {
  /** For instance the standard margin of the same venue; left out unless given. */
  readonly ruleBased?: Rulebook | RulebookDescription;
}

/** What netting saves. */
export interface CapitalEfficiency {
  /** The book as one. */
  readonly portfolio: Charge;
  /** Every position and collateral by itself, added up. */
  readonly standAlone: Charge;
  /** The book under the rule-based treatment. */
  readonly ruleBased: Charge | null;
  /** 1 - portfolio / stand-alone; 0 where nothing stands alone. */
  readonly efficiency: Charge;
  /** 1 - portfolio / rule-based. */
  readonly againstRules: Charge | null;
}

/** How much of the margin of its parts a book saves by being margined as one. */
export function capitalEfficiency({
  account: input,
  ruleBased: rules,
  ...options
}: CapitalEfficiencyOptions): CapitalEfficiency {
  const account = marginAccount(input),
    portfolio = charge(margin({ ...options, account }));
  const parts = [
    ...account.positions.map((position) => ({ positions: [position] })),
    ...account.collateral.map((collateral) => ({ collateral: [collateral] })),
  ].map((part) => margin({ ...options, account: part }));
  const standAlone = {
    initial: sum(parts.map(({ initial }) => initial)),
    maintenance: sum(parts.map(({ maintenance }) => maintenance)),
  };
  const ruleBased = rules ? charge(margin({ ...options, rulebook: rules, account })) : null;
  return Object.freeze({
    portfolio,
    standAlone,
    ruleBased,
    efficiency: saved(portfolio, standAlone),
    againstRules: ruleBased && saved(portfolio, ruleBased),
  });
}

function charge({ initial, maintenance }: Charge): Charge {
  return { initial, maintenance };
}

function saved(less: Charge, more: Charge): Charge {
  const part = (kind: keyof Charge) => (more[kind] === 0 ? 0 : 1 - less[kind] / more[kind]);
  return { initial: part("initial"), maintenance: part("maintenance") };
}
