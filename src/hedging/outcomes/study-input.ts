import { plainBook } from "../../portfolio/book.ts";
import { type AnyStudy, type AnyStudyOptions, anyStudy } from "../assets/assets-study.ts";
import type { StudyDescription } from "../description.ts";
import type { StudyJson } from "../study-result.ts";

/** A study that is to be looked into: as it was described, or what came of it. */
export type StudyInput = AnyStudyOptions | StudyJson<AnyStudy>;

/** The description of a study, checked. */
export function anyDescriptionOf(input: StudyInput): AnyStudy {
  const given = typeof input === "object" && input !== null && "study" in input;
  return anyStudy(given ? input.study : input);
}

/** The description of a study of options on one asset, checked; `RangeError` for any other. */
export function descriptionOf(input: StudyInput): StudyDescription {
  const description = anyDescriptionOf(input);
  if ("assets" in description.market) {
    const names = Object.keys(description.market.assets).join(", ");
    throw new RangeError(`study must be of one market, without assets by name, got ${names}`);
  }
  plainBook(description.book, "book");
  return description as StudyDescription;
}

/** The place of a strategy among those of a study; an error that names the others. */
export function placeOf(name: string, { strategies }: AnyStudy, argument = "strategy"): number {
  const names = Object.keys(strategies),
    place = names.indexOf(name);
  if (place >= 0) return place;
  throw new RangeError(`${argument} must be one of ${names.join(", ")}, got ${name}`);
}
