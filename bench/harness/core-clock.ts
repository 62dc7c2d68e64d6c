// Time spent inside the core, export by export: every instance made after this file is imported
// counts. Import it before hedgelab.

const spent = new Map<string, number>();

/** Milliseconds spent in each export since the last reset. */
export function coreTimes(): ReadonlyMap<string, number> {
  return new Map(spent);
}

export function resetCoreTimes(): void {
  spent.clear();
}

function counted(name: string, call: (...numbers: number[]) => unknown) {
  return (...numbers: number[]) => {
    const start = performance.now(),
      answer = call(...numbers);
    spent.set(name, (spent.get(name) ?? 0) + performance.now() - start);
    return answer;
  };
}

const Instance = WebAssembly.Instance;

/** An instance whose exported functions are counted. */
WebAssembly.Instance = new Proxy(Instance, {
  construct(_, options: ConstructorParameters<typeof Instance>) {
    const entries = Object.entries(new Instance(...options).exports);
    const exports = entries.map(([name, value]) => [
      name,
      typeof value === "function" ? counted(name, value as () => unknown) : value,
    ]);
    return { exports: Object.fromEntries(exports) };
  },
});
