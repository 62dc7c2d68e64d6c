// Read by tslab's compiler, as a notebook would be: every type must arrive, and none as `any`.
import * as hedgelab from "hedgelab";
import * as charts from "hedgelab/charts";
import * as core from "hedgelab/core";
import * as notebook from "hedgelab/notebook";

/** True for `any` alone. */
type IsAny<T> = 0 extends 1 & T ? true : false;

/** True for `any`, and for what has a property that is; an index signature may say `any`. */
type HoldsAny<T> =
  IsAny<T> extends true
    ? true
    : T extends (...args: never[]) => unknown
      ? false
      : T extends object
        ? { [K in keyof T]: string extends keyof T ? false : IsAny<T[K]> }[keyof T]
        : false;

/** Names of a module's exports that take, give or are `any`. */
type Leaks<M> = {
  [K in keyof M]: IsAny<M[K]> extends true
    ? K
    : M[K] extends (...args: infer P) => infer R
      ? true extends IsAny<P[number]> | HoldsAny<R> | HoldsAny<Awaited<R>>
        ? K
        : never
      : M[K] extends new (
            ...args: infer P
          ) => infer I
        ? true extends IsAny<P[number]> | HoldsAny<I>
          ? K
          : never
        : never;
}[keyof M];

/** `true`, or the names that leak, so that the error tells them. */
type Clean<M> = [Leaks<M>] extends [never] ? true : Leaks<M>;

export const clean: [
  Clean<typeof hedgelab>,
  Clean<typeof core>,
  Clean<typeof charts>,
  Clean<typeof notebook>,
] = [true, true, true, true];

/** Passes its value on; does not compile when that is `any`. */
function known<T>(value: IsAny<T> extends true ? never : T): T {
  return value as T;
}

/** What notebooks write, with the types that they rely on. */
export async function use(): Promise<void> {
  const { book, call, put, long, short, deltaHedge, unhedged, proportionalCosts } = hedgelab;
  const held: hedgelab.Book = book(
    short(10, call({ strike: 100, days: 30 })),
    long(1, put({ strike: 90, days: 7, volatility: 0.6 })),
  );
  known(held.positions[0]!.contract.strike);
  const model = known(hedgelab.geometricBrownian({ volatility: 0.5, drift: 0.1 }));
  const options: hedgelab.StudyOptions = {
    book: held,
    market: { spot: 100, volatility: 0.5 },
    model,
    strategies: { none: unhedged(), daily: deltaHedge({ every: "1d", band: 0.1 }) },
    costs: proportionalCosts({ rate: 0.001 }),
    paths: 1000,
    seed: 7,
  };
  const onProgress = (done: number, total: number) => console.log(known(done) / known(total));
  const result = known(await hedgelab.study(options, { onProgress }));
  const efficiency: number = known(result.strategies.daily!.efficiency.value);
  const error: number = known(result.strategies.daily!.efficiency.standardError);
  const worst: number = known(result.unhedged.expectedShortfall99.value);
  const spot: readonly number[] = known(result.example.spot);
  const counts: readonly number[] = known(result.histogram.counts.daily!);
  known(result.differences[0]!.efficiency.standardError);
  known(result.study.model);
  known(result.table().numRows());
  known(new hedgelab.StudyResult(JSON.parse(JSON.stringify(result))).market.spot);

  const normals: Float64Array = known(core.normals({ paths: 4, steps: 4 }));
  const words: number[] = known(core.philoxWords([0, 0, 0, 0], [0, 0]));
  known(core.lowerTails(normals, [0.05])[0]!.quantileError);
  known(core.core().memory.buffer.byteLength);
  known(core.instantiate(core.coreBytes()).abiVersion());

  notebook.show(known(charts.frontierChart(result)), known(charts.profitChart(result)));
  notebook.show(efficiency, error, worst, spot, counts, words);
  const bar: (done: number, total: number) => void = known(notebook.progress("paths"));
  bar(1, 2);
}
