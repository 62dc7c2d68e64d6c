/** Milliseconds that a zone is ahead of UTC at a moment. */
function ahead(moment: number, clock: Intl.DateTimeFormat): number {
  const parts = Object.fromEntries(
    clock.formatToParts(moment).map(({ type, value }) => [type, Number(value)]),
  ) as Record<"year" | "month" | "day" | "hour" | "minute" | "second", number>;
  const { year, month, day, hour, minute, second } = parts;
  const wall = Date.UTC(year, month - 1, day, hour, minute, second);
  return wall - Math.floor(moment / 1000) * 1000;
}

/** A reader of one zone's clock. */
function clockOf(zone: string): Intl.DateTimeFormat {
  const fields = { year: "numeric", month: "numeric", day: "numeric" } as const;
  const time = { hour: "numeric", minute: "numeric", second: "numeric" } as const;
  try {
    return new Intl.DateTimeFormat("en-US", {
      ...fields,
      ...time,
      hourCycle: "h23",
      timeZone: zone,
    });
  } catch {
    throw new RangeError(`unknown time zone: ${zone}`);
  }
}

/**
 * UTC milliseconds of times that were labelled by the clock of `zone` and read as if that were
 * UTC; a zone of the IANA database such as `Europe/London`. `NaN` for labels that the clock shows
 * twice or never, at the change of summer time: they name no one moment.
 */
export function fromZone(labels: readonly number[], zone: string): number[] {
  const clock = clockOf(zone);
  const day = 24 * 3600 * 1000;
  return labels.map((label) => {
    const offsets = new Set([ahead(label - day, clock), ahead(label + day, clock)]);
    const moments = [...offsets]
      .map((offset) => label - offset)
      .filter((moment) => moment + ahead(moment, clock) === label);
    return moments.length === 1 ? moments[0]! : Number.NaN;
  });
}
