import { tradingTerms } from "../market/trading-terms.ts";
import type { Venue } from "../market/venue.ts";
import { type Account, account } from "./account.ts";
import type { Numeraire } from "./chain-greeks.ts";
import type { ChainTarget } from "./chain-targets.ts";
import { type ChainView, INDEX } from "./chain-view.ts";

/** How instruments are traded and counted. */
interface Dealing {
  readonly future: string;
  readonly venue: Venue;
  readonly numeraire: Numeraire;
}

/** The books of all that a strategy held, by instrument; the future comes first. */
export function chainLegs(
  targets: readonly ChainTarget[],
  views: readonly ChainView[],
  dealing: Dealing,
): Record<string, Account> {
  const names = new Set(targets.flatMap(({ options }) => Object.keys(options)));
  const options = [...names].map((name) => {
    const holdings = targets.map((target) => target.options[name] ?? 0);
    return [name, optionLeg(name, holdings, views, dealing)] as const;
  });
  const holdings = targets.map(({ future }) => future);
  return Object.fromEntries([[dealing.future, futureLeg(holdings, views, dealing)], ...options]);
}

function futureLeg(
  holdings: readonly number[],
  views: readonly ChainView[],
  { future, venue, numeraire }: Dealing,
): Account {
  const instrument = future === INDEX ? "perpetual" : "future";
  const terms = views.map(({ spot, forward }) =>
    tradingTerms({ venue, instrument, spot, price: forward }),
  );
  const { lot } = terms[0]!;
  return account({
    holdings,
    prices: views.map((view) => view.future.price),
    costRate: terms.map(
      ({ halfSpread, takerFee }, t) => (halfSpread + takerFee) / views[t]!.forward,
    ),
    // in coin a unit is one of quote currency
    lot: numeraire === "quote" ? lot : lot * views[0]!.spot,
  });
}

/** Quoted half-spreads where there are two sides, the venue's elsewhere, and its fee. */
function optionLeg(
  name: string,
  holdings: readonly number[],
  views: readonly ChainView[],
  { venue }: Dealing,
): Account {
  const times = holdings.flatMap((held, t) => (held === 0 ? [] : [t]));
  if (times.length === 0) return account({ holdings, prices: views.map(() => 1) });
  const [first, last] = [times[0]!, times.at(-1)! + 1];
  // an option that is not held, listed or alive may have any price
  const during = views.map((_, t) => views[Math.min(Math.max(t, first), last)]!);
  const costRate = during.map((view) => {
    const { halfSpread: quoted, price: mark, delivery } = view.markOf(name);
    if (delivery !== undefined) return 0;
    const { spot, chain } = view,
      unit = chain.settlement === "inverse" ? spot : 1;
    const terms = tradingTerms({ venue, instrument: "option", spot, price: mark * unit });
    const half = quoted === null ? terms.halfSpread : quoted * unit;
    return (half + terms.takerFee) / (mark * unit);
  });
  const { lot } = tradingTerms({ venue, instrument: "option", spot: views[0]!.spot });
  const prices = during.map((view) => view.option(name).price);
  return account({ holdings, prices, costRate, lot });
}
