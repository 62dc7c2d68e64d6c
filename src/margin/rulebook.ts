import {
  type MarginAccount,
  type MarginAccountInput,
  type MarginContract,
  marginAccount,
} from "./account.ts";
import { type MarginMarket, type MarginMarketInput, marginMarket } from "./market.ts";

/** Where the rules and numbers of a rulebook were read, and when. */
export interface Source {
  /** Document, repository or page, as one would cite it. */
  readonly document: string;
  /** Day of the reading or of the version, `2025-03-01`. */
  readonly date: string;
  readonly note?: string | undefined;
}

/** What a rulebook margins: kinds of contracts, and underlyings where it is bound to some. */
export interface Listed {
  readonly types: readonly MarginContract["type"][];
  readonly underlyings?: readonly string[] | undefined;
  /** How they settle; either way unless given. */
  readonly settlement?: "linear" | "inverse" | undefined;
}

/** The book under one scenario. */
export interface ScenarioProfit {
  /** As the document names it, or what tells it apart: `+15%, volatility up`. */
  readonly name: string;
  /** Change of the spot, a fraction: 0.15 is 15 % up. */
  readonly move: number;
  /** What happens to volatilities: `up`, `down`, `none`, or a shape. */
  readonly volatility: string;
  /** What the profit is multiplied by before it competes; already in `profit`. */
  readonly weight: number;
  /** Profit of the whole book; a loss is negative. */
  readonly profit: number;
}

/** A part of the requirement; both are charges, positive where they ask for more. */
export interface Charge {
  readonly initial: number;
  readonly maintenance: number;
}

/** What one position, or one collateral, adds to the requirement. */
export interface Contribution extends Charge {
  readonly of: "position" | "collateral";
  /** Its place in the account. */
  readonly index: number;
}

/** The answer of a rulebook, all in `currency`. */
export interface MarginResult {
  readonly rulebook: string;
  readonly currency: string;
  /** Cash, collateral and unrealised profit at present prices, before any haircut. */
  readonly equity: number;
  /** Equity needed to take new risk. */
  readonly initial: number;
  /** Equity below which the account is liquidated. */
  readonly maintenance: number;
  /** Equity over the initial requirement; below zero nothing may be added. */
  readonly initialExcess: number;
  /** Equity over the maintenance requirement; below zero the account is liquidated. */
  readonly maintenanceExcess: number;
  /** Every scenario, in the order of the document; none for a rule-based book. */
  readonly scenarios: readonly ScenarioProfit[];
  /** Name of what sets the scenario part; `null` where no scenario loses. */
  readonly worst: string | null;
  /** Parts of the requirement by name; they add up to it. */
  readonly charges: Readonly<Record<string, Charge>>;
  /** Parts of the requirement by position and collateral; they add up to it. */
  readonly contributions: readonly Contribution[];
}

/**
 * The rules by which a venue asks for margin. `type` and `parameters` are data and enough to make it
 * again; a rulebook of one's own is a plain object of this kind. `margin` is pure.
 */
export interface Rulebook<Parameters = unknown> {
  readonly type: string;
  readonly name: string;
  readonly source: Source;
  readonly listed: Listed;
  readonly parameters: Parameters;
  /** What the document leaves open, and what was taken instead. */
  readonly open: readonly string[];
  margin(account: MarginAccountInput, market: MarginMarketInput): MarginResult;
}

/** A rulebook and the calculation behind it, which may trust what it reads. */
export interface RulebookParts<Parameters> extends Omit<Rulebook<Parameters>, "margin"> {
  calculate(account: MarginAccount, market: MarginMarket): Omit<Result, "rulebook">;
}

/** A result without what follows from the rest of it. */
export type Result = Omit<MarginResult, "initialExcess" | "maintenanceExcess">;

/**
 * A frozen rulebook from its parts: accounts and markets are checked at its door, positions must be
 * listed, and what it answers must be finite.
 */
export function rulebook<Parameters>(parts: RulebookParts<Parameters>): Rulebook<Parameters> {
  const { calculate, ...description } = parts;
  return Object.freeze({
    ...description,
    margin(accountInput: MarginAccountInput, marketInput: MarginMarketInput): MarginResult {
      const account = marginAccount(accountInput),
        market = marginMarket(marketInput);
      for (const { contract } of account.positions) checkListed(parts, contract);
      const result = calculate(account, market);
      const { equity, initial, maintenance } = result;
      for (const [name, value] of Object.entries({ equity, initial, maintenance })) {
        if (!Number.isFinite(value)) throw new RangeError(`${name} must be finite, got ${value}`);
      }
      return Object.freeze({
        rulebook: parts.type,
        ...result,
        initialExcess: equity - initial,
        maintenanceExcess: equity - maintenance,
      });
    },
  });
}

function checkListed({ name, listed }: { name: string; listed: Listed }, contract: MarginContract) {
  if (!listed.types.includes(contract.type)) {
    throw new RangeError(
      `contract ${contract.type} is not listed under ${name}, listed are ${listed.types.join(", ")}`,
    );
  }
  const { underlyings } = listed;
  if (underlyings && !underlyings.includes(contract.underlying)) {
    throw new RangeError(
      `contract on ${contract.underlying} is not listed under ${name}, listed are ${underlyings.join(", ")}`,
    );
  }
  const { settlement } = listed;
  if (settlement && "settlement" in contract && contract.settlement !== settlement) {
    throw new RangeError(
      `${contract.settlement} contract is not listed under ${name}, listed are ${settlement} ones`,
    );
  }
}
