import { revalue } from "../core/revalue.ts";
import { isOption } from "./account.ts";
import { kindOf, type ScenarioHolding } from "./scenario-holdings.ts";

/** A state in which positions are valued again. */
export interface MarginScenario {
  /** Change of the spot, a fraction above -1. */
  readonly move: number;
  /** Volatility of an option; the present one unless given. One function is one surface. */
  readonly volatility?: ((holding: ScenarioHolding) => number) | undefined;
  /** Days that pass; 0 unless given. */
  readonly days?: number | undefined;
}

/**
 * Profit of every position in every scenario, a row a scenario, in the currency in which it
 * settles: an inverse one in coin, at the moved price of its forward. What cannot be valued is an
 * error, never a zero.
 */
export function scenarioProfits(
  holdings: readonly ScenarioHolding[],
  scenarios: readonly MarginScenario[],
): readonly Float64Array[] {
  if (holdings.length === 0) return scenarios.map(() => new Float64Array(0));
  const columns = bookOf(holdings),
    surfaces = new Map<unknown, Float64Array>();
  const surface = (volatility: NonNullable<MarginScenario["volatility"]>) => {
    const made =
      surfaces.get(volatility) ??
      Float64Array.from(holdings, (holding) =>
        isOption(holding.contract) ? volatility(holding) : 0,
      );
    surfaces.set(volatility, made);
    return made;
  };
  const states = scenarios.map(({ move, volatility, days = 0 }) => ({
    move: columns.parts.map((moving) => moving * move),
    elapsed: days / 365,
    ...(volatility && { volatility: surface(volatility) }),
  }));
  const { matrix } = revalue({
    ...columns.book,
    scenarios: [{}, ...states],
    matrix: true,
  });
  const [now, ...moved] = matrix;
  return moved.map((row, s) =>
    row.map((value, i) => profit(holdings[i]!, now![i]!, value, scenarios[s]!)),
  );
}

function profit(holding: ScenarioHolding, now: number, then: number, { move }: MarginScenario) {
  const { inverse, price, moving } = holding;
  const coin = 1 + moving * move;
  const made = inverse ? (then / coin - now) / price : then - now;
  if (Number.isFinite(made)) return made;
  const { type, underlying } = holding.contract;
  throw new RangeError(
    `profit of the ${type} on ${underlying} at a move of ${move} must be finite, got ${made}`,
  );
}

/** The holdings as the core reads them, and by group how much of its price moves. */
function bookOf(holdings: readonly ScenarioHolding[]) {
  const parts = [...new Set(holdings.map(({ moving }) => moving))];
  const column = (value: (holding: ScenarioHolding) => number) =>
    Float64Array.from(holdings, value);
  const rate = column((holding) => holding.rate);
  const book = {
    kind: column(({ contract }) => kindOf(contract)),
    quantity: column(({ quantity }) => quantity),
    spot: column(({ price }) => price),
    strike: column(({ contract, price }) => (isOption(contract) ? contract.strike : price)),
    years: column((holding) => (isOption(holding.contract) ? holding.years : 0)),
    volatility: column(({ volatility }) => volatility),
    rate,
    yield: rate,
    group: holdings.map(({ moving }) => parts.indexOf(moving)),
  };
  return { book, parts };
}
