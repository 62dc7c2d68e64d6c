/** Place of the lowest profit, the first of equals. */
export function worstOf(scenarios: readonly { readonly profit: number }[]): number {
  return scenarios.reduce(
    (worst, { profit }, i) => (profit < scenarios[worst]!.profit ? i : worst),
    0,
  );
}
