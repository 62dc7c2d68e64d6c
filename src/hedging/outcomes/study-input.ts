import { type StudyDescription, type StudyOptions, studyDescription } from "../description.ts";
import type { StudyJson } from "../study-result.ts";

/** A study that is to be looked into: as it was described, or what came of it. */
export type StudyInput = StudyOptions | StudyJson;

/** The description of a study, checked. */
export function descriptionOf(input: StudyInput): StudyDescription {
  const given = typeof input === "object" && input !== null && "study" in input;
  return studyDescription(given ? input.study : input);
}

/** The place of a strategy among those of a study; an error that names the others. */
export function placeOf(
  name: string,
  { strategies }: StudyDescription,
  argument = "strategy",
): number {
  const names = Object.keys(strategies),
    place = names.indexOf(name);
  if (place >= 0) return place;
  throw new RangeError(`${argument} must be one of ${names.join(", ")}, got ${name}`);
}
