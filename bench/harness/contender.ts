/** An estimate and its standard error; 0 where there is no chance in it. */
export type Estimate = readonly [value: number, standardError: number];
export type Estimates = Readonly<Record<string, Estimate>>;

/** What one run of a workload took and found. */
export interface Answer {
  readonly nanoseconds: number;
  /** Units of work done: paths, path-steps, options. */
  readonly units: number;
  readonly estimates: Estimates;
}

/** One run of a workload by one contender. */
export type Run = (seed: number) => Answer | Promise<Answer>;

/** Work that contenders do in turns. */
export interface Workload {
  readonly name: string;
  readonly unit: string;
  /** What estimates must agree with, from closed forms or far longer runs. */
  readonly expected: Estimates;
  /** Contenders in this process by name; without `hedgelab` the core has no kernel for it yet. */
  readonly contenders: Readonly<Record<string, Run>>;
  /** Timed rounds. */
  readonly rounds?: number;
  /** Most that hedgelab may take, in nanoseconds a unit or as a ratio to a contender. */
  readonly limit?: { readonly nanosecondsPerUnit: number } | { readonly ratio: [string, number] };
  /** A line on where the time went, asked for at the end. */
  readonly note?: () => string;
}

/** Time `work` alone; `estimate` may then look at what it gave. */
export function timed<T>(units: number, work: () => T, estimate: (result: T) => Estimates): Answer {
  const start = performance.now(),
    result = work();
  const nanoseconds = (performance.now() - start) * 1e6;
  return { nanoseconds, units, estimates: estimate(result) };
}
