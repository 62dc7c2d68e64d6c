import { SourceMap, type SourceMapPayload } from "node:module";

/** A place in a text, counted from 0. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Leads from the code that runs back to what was typed. */
export type CellMaps = (place: Place) => Place | null;

/** The maps of two passes, applied one after the other: the last pass first. */
export function chainMaps(first: object, second: object): CellMaps {
  const [inner, outer] = [first, second].map((map) => new SourceMap(map as SourceMapPayload));
  return (place) => {
    const between = step(outer!, place);
    return between && step(inner!, between);
  };
}

function step(map: SourceMap, { line, column }: Place): Place | null {
  const entry = map.findEntry(line, column);
  if (!("originalLine" in entry) || entry.originalLine === undefined) return null;
  return { line: entry.originalLine, column: entry.originalColumn };
}
