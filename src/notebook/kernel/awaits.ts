/** The awaits of cells that are pending, so that an interrupt can end them. */
export class Awaits {
  readonly #pending = new Set<(reason: Error) => void>();

  /** The promise's own result, or an error as soon as the user interrupts. */
  readonly hold = async <T>(promise: PromiseLike<T> | T): Promise<T> => {
    let end!: (reason: Error) => void;
    const interrupted = new Promise<never>((_, reject) => {
      end = reject;
    });
    this.#pending.add(end);
    try {
      return await Promise.race([promise, interrupted]);
    } finally {
      this.#pending.delete(end);
    }
  };

  interrupt(reason: Error): void {
    for (const end of this.#pending) end(reason);
  }
}
