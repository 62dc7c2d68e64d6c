import { type Greek, optionGreeks } from "../../core/options.ts";
import type { LiveOption } from "../targets/live-options.ts";

/**
 * Some paths at one decision: every column has a number a path. Read all, write `target`; columns
 * are good until the rule returns.
 */
export interface DecisionColumns {
  /** Length of the columns. */
  readonly paths: number;
  /** Number of the first path in the study. */
  readonly firstPath: number;
  /** Days since the start of the study. */
  readonly days: number;
  /** Days until its end. */
  readonly daysLeft: number;
  readonly spot: Float64Array;
  /** Of the model now, a year; for models without a variance of their own always the same. */
  readonly volatility: Float64Array;
  /** Black's delta of the book at its contracts' volatilities: its negative hedges it. */
  readonly delta: Float64Array;
  /** Change of that delta by the spot. */
  readonly gamma: Float64Array;
  /** Change of the book's value by all volatilities, for one whole unit. */
  readonly vega: Float64Array;
  /** Units held before the decision, lots and limits counted, and orders on their way. */
  readonly position: Float64Array;
  /** Units wanted, to be filled; it starts as the position: what is not written is kept. */
  target: Float64Array;
  /** Numbers of your own by name, 0 at the start of a path, kept from decision to decision. */
  readonly state: (name: string) => Float64Array;
}

/** Some paths of a study: what they see, and what a rule keeps. */
export interface DecisionBlock {
  readonly paths: number;
  readonly firstPath: number;
  /** Spots, variances and Black's deltas of the book: a row of `paths` numbers a step. */
  readonly columns: Float64Array;
  /** Numbers of one of the three. */
  readonly length: number;
}

/** One step of it. */
export interface DecisionStep {
  readonly step: number;
  readonly days: number;
  readonly daysLeft: number;
  readonly position: Float64Array;
  readonly target: Float64Array;
  /** Options alive, the log of their discounted strike over the spot at the start among them. */
  readonly options: readonly LiveOption[];
  /** Spot at the start times what money has grown to. */
  readonly unit: number;
}

/** The columns of decisions on a block; those that a rule does not ask for are not made. */
export class Decision implements DecisionColumns {
  readonly paths: number;
  readonly firstPath: number;
  readonly #block: DecisionBlock;
  readonly #room = new Map<string, Float64Array>();
  readonly #made = new Set<string>();
  readonly #states = new Map<string, Float64Array>();
  #now: DecisionStep;

  constructor(block: DecisionBlock, now: DecisionStep) {
    this.paths = block.paths;
    this.firstPath = block.firstPath;
    this.#block = block;
    this.#now = now;
  }

  /** Go to the next decision. */
  moveTo(now: DecisionStep): void {
    this.#now = now;
    this.#made.clear();
  }

  get days(): number {
    return this.#now.days;
  }

  get daysLeft(): number {
    return this.#now.daysLeft;
  }

  get spot(): Float64Array {
    return this.#column(0);
  }

  get volatility(): Float64Array {
    return this.#once("volatility", (made) => {
      const variance = this.#column(1);
      for (let i = 0; i < made.length; i++) made[i] = Math.sqrt(variance[i]!);
    });
  }

  get delta(): Float64Array {
    return this.#column(2);
  }

  get gamma(): Float64Array {
    return this.#once("gamma", (made) => this.#addUp("gamma", made));
  }

  get vega(): Float64Array {
    return this.#once("vega", (made) => this.#addUp("vega", made));
  }

  get position(): Float64Array {
    return this.#now.position;
  }

  get target(): Float64Array {
    return this.#now.target;
  }

  set target(values: ArrayLike<number>) {
    const { target } = this.#now;
    if (values?.length !== target.length) {
      throw new RangeError(`target has ${values?.length} values, expected ${target.length}`);
    }
    target.set(values);
  }

  readonly state = (name: string): Float64Array => {
    const kept = this.#states.get(name) ?? new Float64Array(this.paths);
    this.#states.set(name, kept);
    return kept;
  };

  #column(k: number): Float64Array {
    const { columns, length, paths } = this.#block,
      start = k * length + this.#now.step * paths;
    return columns.subarray(start, start + paths);
  }

  /** A column that is made at most once a decision, in room of its own. */
  #once(name: string, fill: (made: Float64Array) => void): Float64Array {
    const room = this.#room.get(name) ?? new Float64Array(this.paths);
    if (this.#made.has(name)) return room;
    fill(room);
    this.#room.set(name, room);
    this.#made.add(name);
    return room;
  }

  /** A Greek of the book, in money: strikes and spots at their value now. */
  #addUp(greek: Greek, sum: Float64Array): void {
    const { options, unit } = this.#now,
      spot = this.spot;
    sum.fill(0);
    for (const { call, quantity, logStrike, years, volatility } of options) {
      const terms = { spot, strike: unit * Math.exp(logStrike), years, volatility };
      const column = optionGreeks({ ...terms, kind: call ? 1 : 2 }, [greek])[greek];
      for (let i = 0; i < sum.length; i++) sum[i]! += quantity * column[i]!;
    }
  }
}
