import { exponential, logarithm } from "../../core/functions.ts";
import type { Trial } from "./trial.ts";
import { vertexOf } from "./vertex.ts";
import { differenceOf } from "./weighed.ts";

/** The best of the values tried. */
export interface Found {
  readonly best: Trial;
  readonly trials: readonly Trial[];
  readonly standardError: number | null;
  readonly interior: boolean;
}

/** Tries values, all on the same paths. */
type Run = (values: readonly number[]) => Promise<Trial[]>;

/** Values tried at a time, over one simulation of the paths; rounds of them. */
const POINTS = 9;
const ROUNDS = 4;
/** Paired errors by which one value must be worse than another to be so beyond doubt. */
const CLEAR = 3;

/**
 * The least between two bounds, evenly in the logarithm where both are positive: a golden section
 * with seven places in place of two, since nine cost one simulation. It goes on between the
 * neighbours of the best until these are no longer worse beyond doubt; then the vertex of the
 * parabola through the last nine is the least.
 */
export async function searched(run: Run, [from, to]: readonly [number, number]): Promise<Found> {
  const [apply, undo] = from > 0 ? [logarithm, exponential] : [same, same];
  const trials: Trial[] = [];
  let [low, high] = [apply(from), apply(to)];
  for (let round = 1; ; round++) {
    const gap = (high - low) / (POINTS - 1);
    const places = Array.from({ length: POINTS }, (_, i) => low + i * gap);
    const row = await run(
      places.map((place, i) => (round === 1 ? bound(i, undo(place)) : undo(place))),
    );
    trials.push(...row);
    const place = bestOf(row),
      edge = place === 0 || place === POINTS - 1;
    if (round === 1 && edge) return chosen(row);
    if (round === 1 || (round < ROUNDS && !edge && isClear(row, place))) {
      [low, high] = [places[Math.max(place - 1, 0)]!, places[Math.min(place + 1, POINTS - 1)]!];
      continue;
    }
    const vertex = vertexOf(
      row.map(({ objective }) => objective),
      place,
    );
    const [last] = await run([undo(low + vertex.place * gap)]);
    const best = isWorse(last!, row[place]!) ? row[place]! : last!;
    const standardError = vertex.standardError * gap * (from > 0 ? (best.value as number) : 1);
    return { best, trials: [...trials, last!], standardError, interior: true };
  }

  /** The bounds themselves, which a logarithm and back may miss by rounding. */
  function bound(i: number, value: number): number {
    return i === 0 ? from : i === POINTS - 1 ? to : value;
  }
}

/** The best of given values, in their order. */
export function chosen(trials: readonly Trial[]): Found {
  const place = bestOf(trials),
    interior = place > 0 && place < trials.length - 1;
  return { best: trials[place]!, trials, standardError: null, interior };
}

/** Whether both neighbours of a place are worse beyond doubt. */
function isClear(row: readonly Trial[], place: number): boolean {
  return [place - 1, place + 1].every((other) => isWorse(row[other]!, row[place]!));
}

function isWorse(one: Trial, other: Trial): boolean {
  const worse = differenceOf(one.objective, other.objective);
  return worse.value > CLEAR * worse.standardError;
}

function bestOf(row: readonly Trial[]): number {
  return row.reduce(
    (best, { objective }, i) => (objective.value < row[best]!.objective.value ? i : best),
    0,
  );
}

function same(x: number): number {
  return x;
}
