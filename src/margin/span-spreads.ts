import { sum } from "../numerics/sum.ts";
import type { SpanScan } from "./span-scan.ts";

/**
 * Deltas of each holding that are spread between expiries: what is long in some against what is
 * short in others. They add up to the number of spreads, half of it on either side.
 */
export function intermonthSpread(
  expiries: readonly number[],
  deltas: readonly number[],
): readonly number[] {
  const net = new Map<number, number>();
  expiries.forEach((expiry, i) => {
    net.set(expiry, (net.get(expiry) ?? 0) + deltas[i]!);
  });
  const sides = [...net.values()],
    long = sum(sides.filter((delta) => delta > 0)),
    short = -sum(sides.filter((delta) => delta < 0));
  const spreads = Math.min(long, short);
  return expiries.map((expiry, i) => {
    const own = net.get(expiry)!,
      side = own > 0 ? long : short;
    return side > 0 ? (0.5 * spreads * deltas[i]! * Math.sign(own)) / side : 0;
  });
}

/** What credits need to know of the risk of an underlying. */
export interface CreditRisk {
  readonly underlying: string;
  readonly deltas: readonly number[];
  readonly scan: SpanScan;
}

/**
 * Credits of each underlying for spreads with others, in the order of priority; deltas once spread
 * are gone. A credit is rate x spreads x deltas of the leg x price risk of a delta, which is the
 * scan risk, averaged over volatility up and down, less the loss of time alone, for a net delta.
 */
export function spanCredits(
  risks: readonly CreditRisk[],
  credits: readonly {
    readonly legs: readonly { readonly underlying: string; readonly delta: number }[];
    readonly rate: number;
  }[],
): ReadonlyMap<string, number> {
  const left = new Map(risks.map(({ underlying, deltas }) => [underlying, sum(deltas)]));
  const prices = new Map(risks.map((risk) => [risk.underlying, priceRisk(risk)]));
  const given = new Map<string, number>();
  for (const { legs, rate } of credits) {
    const unknown = legs.find(({ underlying }) => !left.has(underlying));
    if (unknown) throw new RangeError(`products has no ${unknown.underlying}, a leg of a credit`);
    const ratios = legs.map(({ underlying, delta }) => left.get(underlying)! / delta);
    // all legs with the signs of the spread, or all with the opposite ones
    const spreads = Math.max(0, Math.min(...ratios), Math.min(...ratios.map((ratio) => -ratio)));
    if (!(spreads > 0)) continue;
    for (const { underlying, delta } of legs) {
      const used = spreads * Math.abs(delta),
        open = left.get(underlying)!;
      left.set(underlying, open - Math.sign(open) * used);
      const credit = rate * used * prices.get(underlying)!;
      given.set(underlying, (given.get(underlying) ?? 0) + credit);
    }
  }
  return given;
}

/** Loss of a delta by price alone in the worst scenario. */
function priceRisk({ deltas, scan }: CreditRisk): number {
  const net = Math.abs(sum(deltas)),
    { scenario, profits, risk } = scan;
  if (net === 0 || risk === 0) return 0;
  const twin = scenario ^ 1,
    isExtreme = scenario >= 14;
  const scanned = isExtreme ? risk : -0.5 * (profits[scenario]! + profits[twin]!);
  const time = -0.5 * (profits[0]! + profits[1]!);
  return Math.max(0, scanned - time) / net;
}
