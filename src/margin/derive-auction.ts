import { type Changes, changed } from "./parameters.ts";
import type { MarginResult } from "./rulebook.ts";

/** What Derive's auctions are made of. Seconds and fractions. */
export interface DeriveAuctionParameters {
  /** Part of the value at which bids start, and at which they become slow. */
  readonly start: number;
  readonly cut: number;
  /** Seconds from start to cut, and from cut to nothing. */
  readonly fast: number;
  readonly slow: number;
  /** Seconds over which an insolvent account's payout grows to its maintenance shortfall. */
  readonly insolvent: number;
  /** Part of the bid paid to the security module on top. */
  readonly fee: number;
  /** How far beyond maintenance a sale brings the account: part of the gap to its value. */
  readonly buffer: number;
}

/**
 * The parameters of the venue's deployment script: derivexyz/v2-core, scripts/config-mainnet.sol,
 * commit 7736900d, read 2026-11-22.
 */
export const DERIVE_AUCTION: DeriveAuctionParameters = {
  start: 0.95,
  cut: 0.7,
  fast: 15 * 60,
  slow: 12 * 3600,
  insolvent: 3600,
  fee: 0.1,
  buffer: 0.15,
};

/** What is asked of an auction. */
export interface DeriveAuctionOptions {
  /** Answer of a Derive rulebook; what counts are equity and maintenance excess. */
  readonly result: Pick<MarginResult, "equity" | "maintenanceExcess">;
  /** Since the auction began. */
  readonly seconds: number;
  /** Cash that earlier bidders paid and that is not for sale; 0 unless given. */
  readonly reserved?: number;
  /** Money in the security module; none unless given. */
  readonly securityModule?: number;
  /** Part of the account that a bidder wants; all of it unless given. */
  readonly fraction?: number;
  readonly parameters?: Changes<DeriveAuctionParameters>;
}

/** One bid on an account, now. */
export interface DeriveAuction {
  /** A healthy account is not for sale; an insolvent one pays whoever takes it. */
  readonly state: "healthy" | "solvent" | "insolvent";
  /** Part of the value that a bid must pay; 0 where insolvent. */
  readonly discount: number;
  /** Part of the account that this bid takes, after the limit. */
  readonly fraction: number;
  /** Largest part that one bid may take: what brings the account back over its buffer. */
  readonly maximumFraction: number;
  /** From the bidder to the account, and the fee on top. */
  readonly paid: number;
  readonly fee: number;
  /** To the bidder, and where it comes from. */
  readonly received: number;
  readonly fromSecurityModule: number;
  /** Spread over all holders of cash. */
  readonly socialised: number;
  /** What the sale costs the owner: value given away below its mark. */
  readonly ownerLoss: number;
}

/** Part of an account's value that bids start from: down to `cut` fast, then to nothing slowly. */
export function auctionDiscount({
  seconds,
  parameters: changes = {},
}: {
  readonly seconds: number;
  readonly parameters?: Changes<DeriveAuctionParameters>;
}): number {
  const { start, cut, fast, slow } = changed<DeriveAuctionParameters>(DERIVE_AUCTION, changes);
  if (!(seconds >= 0)) throw new RangeError(`seconds must not be negative, got ${seconds}`);
  if (seconds < fast) return start - ((start - cut) * seconds) / fast;
  return seconds < fast + slow ? cut * (1 - (seconds - fast) / slow) : 0;
}

/**
 * A bid in Derive's Dutch auction of an account below its maintenance margin. While the account is
 * worth something, bidders pay a falling part of its value; once it is not, or the time is over,
 * they are paid, by the security module and then by all.
 */
export function deriveAuction({
  result: { equity, maintenanceExcess },
  seconds,
  reserved = 0,
  securityModule = 0,
  fraction: wanted = 1,
  parameters: changes = {},
}: DeriveAuctionOptions): DeriveAuction {
  const parameters = changed<DeriveAuctionParameters>(DERIVE_AUCTION, changes);
  const discount = auctionDiscount({ seconds, parameters: changes });
  if (!(wanted > 0 && wanted <= 1)) {
    throw new RangeError(`fraction must be above 0 and at most 1, got ${wanted}`);
  }
  const nothing = { paid: 0, fee: 0, received: 0, fromSecurityModule: 0, socialised: 0 };
  if (maintenanceExcess >= 0) {
    const none = { fraction: 0, maximumFraction: 0, ownerLoss: 0 };
    return Object.freeze({ state: "healthy", discount, ...none, ...nothing });
  }
  if (equity > reserved && discount > 0) {
    const maximumFraction = maximumSale(
      { equity, maintenanceExcess, reserved, discount },
      parameters,
    );
    const fraction = Math.min(wanted, maximumFraction),
      value = (equity - reserved) * fraction,
      paid = value * discount;
    const money = { paid, fee: paid * parameters.fee, ownerLoss: value - paid };
    return Object.freeze({
      ...{ state: "solvent", discount, fraction, maximumFraction, ...nothing },
      ...money,
    });
  }
  // the payout grows from what the account owes to what brings it back to maintenance
  const since = equity > reserved ? seconds - parameters.fast - parameters.slow : seconds;
  const owed = Math.min(equity, 0),
    progress = Math.min(1, since / parameters.insolvent);
  const received = -(owed + (maintenanceExcess - owed) * progress) * wanted,
    fromSecurityModule = Math.min(received, securityModule);
  return Object.freeze({
    ...{ state: "insolvent", discount: 0, fraction: wanted, maximumFraction: 1, ...nothing },
    ...{ received, fromSecurityModule, socialised: received - fromSecurityModule },
    ownerLoss: Math.max(0, equity) * wanted,
  });
}

/** Part of the account whose sale at the discount brings the buffer margin of the rest to 0. */
function maximumSale(
  state: {
    readonly equity: number;
    readonly maintenanceExcess: number;
    readonly reserved: number;
    readonly discount: number;
  },
  { buffer }: DeriveAuctionParameters,
): number {
  const { equity, maintenanceExcess, reserved, discount } = state;
  const short = maintenanceExcess + buffer * (maintenanceExcess - equity);
  const sale = equity * discount + reserved * (1 - discount);
  return Math.min(1, short / (short - sale));
}
