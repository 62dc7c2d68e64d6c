import * as v from "valibot";
import { check, rules } from "../check.ts";
import { impliedVolatilities, optionGreeks } from "../core/options.ts";
import type { HalfSpread } from "../market/half-spreads.ts";
import type { FourierModel } from "../models/fourier-model.ts";
import { fourierPrice } from "../pricing/fourier-price.ts";
import type { ListedOption, Sides } from "./listed-option.ts";

export interface ModelOptionsOptions {
  /** What the smiles are, for instance `markets.btc.chains.crash.models.svcj`. */
  readonly model: FourierModel;
  /** Also the forward of every expiry. */
  readonly spot: number;
  readonly days: readonly number[];
  readonly strikes: readonly number[];
  /** Half-spreads by delta and time, for instance `markets.btc.spreads.crash`. */
  readonly spreads: readonly HalfSpread[];
}

const some = "must have at least one value";
const schema = v.object({
  spot: rules.positive,
  days: v.pipe(v.array(rules.positive), v.minLength(1, some)),
  strikes: v.pipe(v.array(rules.positive), v.minLength(1, some)),
});

/**
 * Options that a model lists, where there is no chain: of every strike the kind that is out of the
 * money, its volatility that of the model's price, and half-spreads in volatility on both sides.
 */
export function modelOptions(options: ModelOptionsOptions): readonly ListedOption[] {
  const { model, spreads } = options;
  const { spot, days, strikes } = check(
    schema,
    { spot: options.spot, days: options.days, strikes: options.strikes },
    "options",
  );
  const kinds = strikes.map((strike) => (strike >= spot ? 1 : 2));
  return Object.freeze(
    days.flatMap((each) => {
      const columns = { kind: kinds, spot, strike: strikes, years: each / 365 };
      const puts = (call: number, i: number) => call - (kinds[i] === 1 ? 0 : spot - strikes[i]!);
      const price = fourierPrice({ model, forward: spot, strike: strikes, days: each }).map(
        (found, i) => puts(found.price, i),
      );
      const mark = [...impliedVolatilities({ ...columns, price })],
        { delta } = optionGreeks({ ...columns, volatility: mark }, ["delta"]);
      const half = [...delta].map((one) => halfSpreadAt(spreads, Math.abs(one), each));
      const priced = (volatility: readonly number[]) =>
        optionGreeks({ ...columns, volatility }, ["price"]).price;
      const [bid, ask] = [mark.map((x, i) => x - half[i]!), mark.map((x, i) => x + half[i]!)];
      const [bids, asks] = [priced(bid), priced(ask)];
      return strikes.map((strike, i): ListedOption => {
        const volatility: Sides = { bid: bid[i]!, mark: mark[i]!, ask: ask[i]! };
        const type = kinds[i] === 1 ? "call" : "put";
        if (!(volatility.bid > 0)) {
          throw new RangeError(
            `volatility of the ${type} ${strike} in ${each} days must be above its half-spread ` +
              `${half[i]}, got ${mark[i]}`,
          );
        }
        return Object.freeze({
          ...{ type, strike, days: each, forward: spot, volatility },
          price: { bid: bids[i]!, mark: price[i]!, ask: asks[i]! },
        });
      });
    }),
  );
}

/** Half-spread of the bucket of a delta and a time, a fraction a year. */
function halfSpreadAt(spreads: readonly HalfSpread[], delta: number, days: number): number {
  const within = (value: number, [from, to]: readonly [number, number]) =>
    value >= from && value < to;
  const found = spreads.find((row) => within(delta, row.delta) && within(days, row.days));
  if (found && found.volatilityPoints !== null) return found.volatilityPoints / 100;
  throw new RangeError(`spreads has none for a delta of ${delta.toFixed(3)} in ${days} days`);
}
