import * as v from "valibot";
import { check, rules } from "../check.ts";
import type { MarketNumbers } from "../core/market.ts";
import { payoffColumns } from "../core/payoffs.ts";
import type { Estimate } from "../estimate.ts";
import { modelSchema } from "../models/model.ts";
import { stepDaysOf, usedModel } from "../models/numbers.ts";
import { contractNumbers } from "./contract-numbers.ts";
import { type GreeksOptions, greeksEntries } from "./greeks-options.ts";
import { type PathContract, pathContract } from "./path-contracts.ts";
import { timeGrid } from "./time-grid.ts";

/** Greeks beside those by parameters of the model. */
const NAMES = ["price", "delta", "gamma", "rho", "theta"] as const;

/** Whose Greeks are wanted, and how exact. */
export interface MonteCarloGreeksOptions extends GreeksOptions {
  /** Size of a bump, relative to what is bumped (or absolute where that is 0); 1 % unless given. */
  readonly bump?: number | undefined;
}

/** Greeks by bumps: estimates of difference quotients, whose bias falls as the bump squared. */
export interface MonteCarloGreeks {
  readonly price: Estimate;
  readonly delta: Estimate;
  readonly gamma: Estimate;
  /** By the interest rate, which grows the spot and discounts. */
  readonly rho: Estimate;
  /**
   * Change a year as time passes; all dates of the contract come nearer in proportion. None under
   * models of steps of their own.
   */
  readonly theta?: Estimate;
  /**
   * By every number of the model but its drift and the length of its steps; second order by the
   * spot and by itself too.
   */
  readonly parameters: Readonly<Record<string, ParameterGreeks>>;
}

/** Derivatives with respect to a parameter: of the price, of delta, and of this one again. */
export interface ParameterGreeks {
  /** Vega, where the parameter is the volatility. */
  readonly first: Estimate;
  /** Vanna, where the parameter is the volatility. */
  readonly withSpot: Estimate;
  /** Volga, where the parameter is the volatility. */
  readonly second: Estimate;
}

const schema = v.strictObject({
  ...greeksEntries,
  bump: v.optional(
    v.pipe(
      rules.positive,
      v.check((bump) => bump < 0.5, "must be below 0.5"),
    ),
    0.01,
  ),
});

/** Where a difference quotient looks: shifts in bumps by what is bumped, and its weight. */
interface Look {
  readonly shifts: Readonly<Record<string, number>>;
  readonly weight: number;
}

/**
 * Greeks of any contract under any model by bumps with common random numbers (Glasserman 2003,
 * section 7.1): the same paths are drawn before and after, so that most of their noise cancels.
 * Kinks and jumps of the payoff leave more of it in second differences. Use it to check quicker
 * estimators, and where there are none.
 */
export function monteCarloGreeks(options: MonteCarloGreeksOptions): MonteCarloGreeks {
  const given = check(schema, options, "options");
  const contract = pathContract(given.contract);
  const names = Object.entries(given.model)
    .filter(([name, value]) => typeof value === "number" && !UNBUMPED.includes(name))
    .map(([name]) => name);
  const size = sizes(given, names);
  const { theta: byTime, ...others } = quotientsOf(names, size);
  const quotients = stepDaysOf(given.model) === undefined ? { ...others, theta: byTime! } : others;
  const columns = looks({ ...given, contract }, quotients, size);
  const estimates = Object.fromEntries(
    Object.entries(quotients).map(([name, terms]) => [name, mean(terms, columns)]),
  );
  const parameters = names.map((name) => {
    const [first, withSpot, second] = ["", "*spot", "*self"].map((end) => estimates[name + end]!);
    return [name, { first, withSpot, second }];
  });
  const found = Object.fromEntries(parameters) as MonteCarloGreeks["parameters"];
  const own = NAMES.flatMap((name) => (estimates[name] ? [[name, estimates[name]]] : []));
  return {
    ...(Object.fromEntries(own) as Omit<MonteCarloGreeks, "parameters">),
    parameters: found,
  };
}

/** What a pricing world replaces, and the length of steps. */
const UNBUMPED: readonly string[] = ["drift", "mean", "stepDays"];

type Given = v.InferOutput<typeof schema> & { readonly contract: PathContract };

/** Size of a bump of everything that is bumped. */
function sizes({ spot, bump, model }: v.InferOutput<typeof schema>, names: readonly string[]) {
  const numbers = model as unknown as Record<string, number>;
  const ofParameter = (name: string) => bump * (Math.abs(numbers[name]!) || 1);
  const parameters = names.map((name) => [name, ofParameter(name)] as const);
  const own = { $spot: bump * spot, $rate: 0.1 * bump, $time: bump };
  return { ...own, ...Object.fromEntries(parameters) } as Readonly<Record<string, number>>;
}

function quotientsOf(names: readonly string[], size: Readonly<Record<string, number>>) {
  const first = (name: string): Look[] =>
    [1, -1].map((sign) => ({ shifts: { [name]: sign }, weight: sign / (2 * size[name]!) }));
  const second = (name: string): Look[] =>
    [1, 0, -1].map((sign) => ({
      shifts: sign === 0 ? {} : { [name]: sign },
      weight: (sign === 0 ? -2 : 1) / size[name]! ** 2,
    }));
  const cross = (name: string): Look[] =>
    [1, -1].flatMap((a) =>
      [1, -1].map((b) => ({
        shifts: { $spot: a, [name]: b },
        weight: (a * b) / (4 * size.$spot! * size[name]!),
      })),
    );
  const all: Record<string, Look[]> = {
    price: [{ shifts: {}, weight: 1 }],
    delta: first("$spot"),
    gamma: second("$spot"),
    rho: first("$rate"),
    theta: first("$time"),
  };
  for (const name of names) {
    all[name] = first(name);
    all[`${name}*spot`] = cross(name);
    all[`${name}*self`] = second(name);
  }
  return all;
}

/** Payoffs on the same paths of every market that some quotient looks at. */
function looks(
  given: Given,
  quotients: Readonly<Record<string, readonly Look[]>>,
  size: Readonly<Record<string, number>>,
): ReadonlyMap<string, Float64Array> {
  const columns = new Map<string, Float64Array>();
  for (const { shifts } of Object.values(quotients).flat()) {
    const key = JSON.stringify(shifts);
    if (!columns.has(key)) columns.set(key, payoffs(given, shifts, size));
  }
  return columns;
}

function payoffs(
  given: Given,
  shifts: Readonly<Record<string, number>>,
  size: Readonly<Record<string, number>>,
): Float64Array {
  const { contract, paths, seed, steps, dividendYield, model } = given;
  const moved = (name: string) => (shifts[name] ?? 0) * size[name]!;
  const from = contract.type === "asian" ? [contract.fromDays] : [];
  const grid = timeGrid([...from, contract.days], steps, stepDaysOf(model)),
    rate = given.rate + moved("$rate"),
    spot = given.spot + moved("$spot");
  const numbers = Object.entries(model).map(([name, value]) => [
    name,
    typeof value === "number" && name in size ? value + moved(name) : value,
  ]);
  const bumped = check(modelSchema, Object.fromEntries(numbers), "model");
  const market: MarketNumbers = {
    ...{ seed, rate, steps: grid.steps },
    // theta is minus the derivative by the time to expiry
    stepYears: grid.stepYears - moved("$time") * grid.stepYears,
    assets: [{ spot, ...usedModel(bumped, { drift: rate - dividendYield }) }],
  };
  const one = contractNumbers(contract, grid, given.spot);
  const [column] = payoffColumns(market, [one], 0, paths);
  const years = grid.stepYears * grid.steps;
  return "$time" in shifts ? column!.map((paid) => paid / years) : column!;
}

function mean(terms: readonly Look[], columns: ReadonlyMap<string, Float64Array>): Estimate {
  const parts = terms.map(({ shifts, weight }) => ({
    column: columns.get(JSON.stringify(shifts))!,
    weight,
  }));
  const count = parts[0]!.column.length;
  let value = 0,
    squares = 0;
  for (let path = 0; path < count; path++) {
    let quotient = 0;
    for (const { column, weight } of parts) quotient += weight * column[path]!;
    const apart = quotient - value;
    value += apart / (path + 1);
    squares += apart * (quotient - value);
  }
  return { value, standardError: Math.sqrt(squares / (count - 1) / count) };
}
