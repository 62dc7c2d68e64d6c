import type { MarginContract } from "./account.ts";
import { secondsTo } from "./market.ts";

/** Text that two contracts share when they are the same. */
export function contractKey(contract: MarginContract): string {
  const { type, underlying, multiplier } = contract;
  const settlement = "settlement" in contract ? contract.settlement : "";
  const expiry = "days" in contract ? secondsTo(contract.days) : "";
  const strike = "strike" in contract ? contract.strike : "";
  return JSON.stringify([type, underlying, multiplier, settlement, expiry, strike]);
}
