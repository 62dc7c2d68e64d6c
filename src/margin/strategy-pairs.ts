import { sum } from "../numerics/sum.ts";
import { bestMatching, type MatchingEdge } from "./best-matching.ts";

/** One leg of strategies on one underlying. */
export interface StrategyLeg {
  readonly kind: "call" | "put" | "stock";
  /** Units of the underlying, negative when short. */
  readonly units: number;
  /** Of an option; else 0. */
  readonly strike: number;
  /** Seconds to expiry; without end for stock. */
  readonly expiry: number;
  /** Price of one unit. */
  readonly price: number;
}

/** Margin of a naked short option beyond its price, fractions of the underlying. */
export interface NakedRule {
  readonly rate: number;
  /** Least, of the underlying for a call and of the strike for a put. */
  readonly minimum: number;
}

/** Requirement of one short unit on its own, its price included. */
export function nakedMargin(leg: StrategyLeg, spot: number, { rate, minimum }: NakedRule): number {
  const out = leg.kind === "call" ? leg.strike - spot : spot - leg.strike;
  const least = minimum * (leg.kind === "call" ? spot : leg.strike);
  return leg.price + Math.max(rate * spot - Math.max(0, out), least);
}

/**
 * Requirement of the short options of one underlying, by leg: every unit on its own, covered by
 * stock, in a spread with a long option that does not expire before it, or in a straddle; paired so
 * that the sum is least. Options of one expiry need no more than they can lose at expiry.
 */
export function pairedMargin(
  legs: readonly StrategyLeg[],
  spot: number,
  rule: NakedRule,
): readonly number[] {
  const paired = matched(legs, spot, rule),
    alone = byExpiry(legs, spot, rule);
  return sum(alone) < sum(paired) ? alone : paired;
}

function matched(legs: readonly StrategyLeg[], spot: number, rule: NakedRule): readonly number[] {
  const naked = legs.map((leg) => (isShortOption(leg) ? nakedMargin(leg, spot, rule) : 0));
  const places = legs.map((_, i) => i),
    lefts = places.filter((i) => isLeft(legs[i]!)),
    rights = places.filter((i) => !isLeft(legs[i]!));
  const edges = lefts.flatMap((left, l) =>
    rights.flatMap((right, r): MatchingEdge[] => {
      const gain = gainOf(legs[left]!, legs[right]!, naked[left]!, naked[right]!, spot);
      return gain > 0 ? [{ left: l, right: r, gain }] : [];
    }),
  );
  const units = (i: number) => Math.abs(legs[i]!.units);
  const flow = bestMatching(lefts.map(units), rights.map(units), edges);
  const parts = legs.map((leg, i) => Math.abs(leg.units) * naked[i]!);
  edges.forEach(({ left, right, gain }, edge) => {
    const [a, b] = [lefts[left]!, rights[right]!],
      weight = naked[a]! + naked[b]!;
    for (const leg of [a, b]) parts[leg]! -= (flow[edge]! * gain * naked[leg]!) / weight;
  });
  return parts;
}

/** Sides of a pairing: what a short call needs and short puts, against what a short put needs. */
function isLeft({ kind, units }: StrategyLeg): boolean {
  return kind === "put" ? units < 0 : units > 0;
}

function isShortOption({ kind, units }: StrategyLeg): boolean {
  return kind !== "stock" && units < 0;
}

/** What a unit of two legs needs less together than apart. */
function gainOf(a: StrategyLeg, b: StrategyLeg, nakedA: number, nakedB: number, spot: number) {
  if (nakedA > 0 && nakedB > 0) {
    // a straddle: the greater requirement and the price of the other side
    const together = nakedA >= nakedB ? nakedA + b.price : nakedB + a.price;
    return nakedA + nakedB - together;
  }
  const [short, cover] = nakedA > 0 ? [a, b] : [b, a],
    naked = nakedA + nakedB;
  if (naked === 0) return 0;
  const sign = short.kind === "call" ? 1 : -1;
  // stock that a short option may call away is worth no more than the strike
  if (cover.kind === "stock") return naked - Math.max(0, sign * (spot - short.strike));
  if (cover.kind !== short.kind || cover.expiry < short.expiry) return 0;
  return naked - Math.max(0, sign * (cover.strike - short.strike));
}

/** Every expiry for itself: its pairs, or what its options can lose together if that is less. */
function byExpiry(legs: readonly StrategyLeg[], spot: number, rule: NakedRule): readonly number[] {
  const parts = legs.map(() => 0);
  for (const expiry of new Set(legs.map((leg) => leg.expiry))) {
    const places = legs.flatMap((leg, i) =>
      leg.expiry === expiry && leg.kind !== "stock" ? [i] : [],
    );
    const own = places.map((i) => legs[i]!),
      paired = matched(own, spot, rule),
      loss = greatestLoss(own);
    const factor = sum(paired) > loss ? loss / sum(paired) : 1;
    places.forEach((i, k) => {
      parts[i] = factor * paired[k]!;
    });
  }
  return parts;
}

/** The most that options of one expiry can owe then; without bound where calls are short. */
function greatestLoss(legs: readonly StrategyLeg[]): number {
  const calls = sum(legs.map(({ kind, units }) => (kind === "call" ? units : 0)));
  if (calls < -1e-12) return Number.POSITIVE_INFINITY;
  const payoff = (spot: number) =>
    sum(
      legs.map(({ kind, units, strike }) =>
        kind === "call" ? units * Math.max(0, spot - strike) : units * Math.max(0, strike - spot),
      ),
    );
  return Math.max(0, ...[0, ...legs.map(({ strike }) => strike)].map((spot) => -payoff(spot)));
}
