/** What the money of a study is in, as an axis says it. */
export function currencyOf({
  settlement = "quote",
}: {
  readonly settlement?: "quote" | "coin" | undefined;
}): string {
  return settlement === "coin" ? "coin" : "quote currency";
}
