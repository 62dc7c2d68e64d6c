import type { Estimate } from "../estimate.ts";

/** Sums of one pass over observations that each have a control of mean 0 beside them. */
export class ControlledMean {
  #count = 0;
  #mean = 0;
  #control = 0;
  #square = 0;
  #controlSquare = 0;
  #product = 0;

  /** Add an observation and its control, 0 where there is none. */
  add(value: number, control: number): void {
    const count = ++this.#count,
      apart = value - this.#mean,
      controlApart = control - this.#control;
    this.#mean += apart / count;
    this.#control += controlApart / count;
    this.#square += apart * (value - this.#mean);
    this.#controlSquare += controlApart * (control - this.#control);
    this.#product += apart * (control - this.#control);
  }

  /** The mean less what the control explains by least squares, times `unit`. */
  estimate(unit = 1): Estimate {
    const weight = this.#controlSquare > 0 ? this.#product / this.#controlSquare : 0;
    const left = Math.max(0, this.#square - weight * this.#product),
      freedom = this.#count - (this.#controlSquare > 0 ? 2 : 1);
    const value = this.#mean - weight * this.#control;
    return {
      value: unit * value,
      standardError: Math.abs(unit) * Math.sqrt(left / freedom / this.#count),
    };
  }
}
