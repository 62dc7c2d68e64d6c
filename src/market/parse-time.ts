/** Year, month and day, then an optional time of day, fraction and zone. */
const ISO = new RegExp(
  [
    /^(\d{4})([-/]?)(\d\d)\2(\d\d)/,
    /(?:[T ](\d\d):?(\d\d)(?::?(\d\d)(\.\d+)?)?)?/,
    /\s*(Z|UTC|[+-]\d\d:?\d\d)?$/,
  ]
    .map(({ source }) => source)
    .join(""),
  "i",
);

const EPOCH = /^\d+(\.\d+)?$/;

/** Epoch times are told apart by size; each unit covers the years 1973 to 5138. */
const EPOCH_UNITS = [
  { below: 1e8, milliseconds: Number.NaN },
  { below: 1e11, milliseconds: 1e3 },
  { below: 1e14, milliseconds: 1 },
  { below: 1e17, milliseconds: 1e-3 },
] as const;

/**
 * The UTC milliseconds that a text says, `NaN` where it says none: an ISO date or date and time, or
 * an epoch time in seconds, milliseconds or microseconds. A date alone is its midnight; a time
 * without a zone is UTC.
 */
export function parseTime(text: string): number {
  const trimmed = text.trim();
  const iso = ISO.exec(trimmed);
  if (iso !== null) return fromIso(iso);
  return EPOCH.test(trimmed) ? fromEpoch(Number(trimmed)) : Number.NaN;
}

/** A UTC time as errors and tables show it: without the time of day at midnight. */
export function showTime(time: number): string {
  const text = new Date(time).toISOString();
  return text.replace(/\.000Z$/, "Z").replace(/T00:00:00Z$/, "");
}

function fromEpoch(value: number): number {
  const unit = EPOCH_UNITS.find(({ below }) => value < below);
  return unit === undefined ? Number.NaN : Math.round(value * unit.milliseconds);
}

function fromIso(match: RegExpExecArray): number {
  const [year, month, day, hour, minute, second] = [1, 3, 4, 5, 6, 7].map((group) =>
    Number(match[group] ?? 0),
  ) as [number, number, number, number, number, number];
  const midnight = Date.UTC(year, month - 1, day);
  // Date.UTC carries 30 February over into March: a date that moves is no date.
  const date = new Date(midnight);
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  if (!exists || hour > 23 || minute > 59 || second > 59) return Number.NaN;
  const milliseconds = Math.round(Number(match[8] ?? 0) * 1e3);
  return midnight + ((hour * 60 + minute) * 60 + second) * 1e3 + milliseconds - zone(match[9]);
}

/** Milliseconds that a zone such as +02:00 is ahead of UTC. */
function zone(text = "Z"): number {
  if (/^(Z|UTC)$/i.test(text)) return 0;
  const digits = text.slice(1).replace(":", "");
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return (text.startsWith("-") ? -minutes : minutes) * 60_000;
}
