import type { BookStrategy } from "../assets/book-strategy.ts";
import { withParameter } from "./with-parameter.ts";

/** Values by what they are of: `"band.band"` for the band of the strategy named band. */
export type Sweep = Readonly<Record<string, readonly (number | string)[]>>;

/** A strategy of a frontier. */
export interface Swept {
  readonly name: string;
  /** The strategy of the study that it stands for. */
  readonly of: string;
  readonly strategy: BookStrategy;
  /** What was varied of it, by its place in the strategy; nothing where it stands as given. */
  readonly parameters: Readonly<Record<string, number | string>>;
}

/**
 * The strategies of a study with those of the sweep in all their values, in place of the one
 * given: `band` becomes `band 0.1`, `band 0.2`. Several parameters of one strategy are combined.
 */
export function swept(strategies: Readonly<Record<string, BookStrategy>>, vary: Sweep): Swept[] {
  const sweeps = Object.entries(vary).map(([key, values]) => ({
    ...split(key, strategies),
    values,
  }));
  return Object.entries(strategies).flatMap(([name, strategy]) => {
    const start: Swept[] = [{ name, of: name, strategy, parameters: {} }];
    return sweeps
      .filter((sweep) => sweep.name === name)
      .reduce(
        (all, { parameter, values }) =>
          all.flatMap((each) => values.map((value) => varied(each, parameter, value))),
        start,
      );
  });
}

function varied(swept: Swept, parameter: string, value: number | string): Swept {
  const { name, of, strategy, parameters } = swept;
  return {
    of,
    name: `${name} ${value}`,
    strategy: withParameter(strategy, parameter, value),
    parameters: { ...parameters, [parameter]: value },
  };
}

/** The longest name of a strategy that the key starts with, and the parameter behind it. */
function split(key: string, strategies: Readonly<Record<string, BookStrategy>>) {
  const names = Object.keys(strategies).filter((name) => key.startsWith(`${name}.`));
  const name = names.sort((a, b) => b.length - a.length)[0];
  if (name === undefined) {
    throw new RangeError(
      `vary must have keys of a strategy and its parameter, as in "band.every", got ${key}`,
    );
  }
  return { name, parameter: key.slice(name.length + 1) };
}
