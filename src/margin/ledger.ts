import type { Holding } from "./netting.ts";
import type { Charge, Contribution } from "./rulebook.ts";

/** A requirement as it is put together: every charge has a name and a holding that it is due to. */
export class Ledger {
  readonly #charges = new Map<string, { initial: number; maintenance: number }>();
  readonly #parts = new Map<string, { -readonly [K in keyof Contribution]: Contribution[K] }>();

  /** Charge each holding; a negative charge is a relief. */
  charge<H extends Pick<Holding, "of" | "index">>(
    name: string,
    holdings: readonly H[],
    amount: (holding: H, place: number) => Charge,
  ): void {
    const total = this.#charges.get(name) ?? { initial: 0, maintenance: 0 };
    this.#charges.set(name, total);
    holdings.forEach((holding, place) => {
      const { of, index } = holding,
        key = `${of} ${index}`;
      const part = this.#parts.get(key) ?? { of, index, initial: 0, maintenance: 0 };
      const { initial, maintenance } = amount(holding, place);
      this.#parts.set(key, part);
      for (const sum of [total, part]) {
        sum.initial += initial;
        sum.maintenance += maintenance;
      }
    });
  }

  /** Charge each holding for new risk alone. */
  chargeInitially<H extends Pick<Holding, "of" | "index">>(
    name: string,
    holdings: readonly H[],
    amount: (holding: H, place: number) => number,
  ): void {
    this.charge(name, holdings, (holding, place) => ({
      initial: amount(holding, place),
      maintenance: 0,
    }));
  }

  /** The requirement: its total, by name, and by holding in the order of the account. */
  total(): Charge & {
    readonly charges: Readonly<Record<string, Charge>>;
    readonly contributions: readonly Contribution[];
  } {
    const charges = [...this.#charges.values()];
    const contributions = [...this.#parts.values()].sort(
      (a, b) => b.of.localeCompare(a.of) || a.index - b.index,
    );
    return {
      initial: charges.reduce((sum, charge) => sum + charge.initial, 0),
      maintenance: charges.reduce((sum, charge) => sum + charge.maintenance, 0),
      charges: Object.fromEntries(this.#charges),
      contributions,
    };
  }
}
