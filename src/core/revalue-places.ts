import { type Column, rowsOf } from "./options.ts";

/** Where the positions of a book stand in the core: by group, an even number in each. */
export interface Places {
  readonly positions: number;
  /** Places, those that only make a group even among them. */
  readonly count: number;
  readonly groups: number;
  /** Where each group ends. */
  readonly ends: Uint32Array;
  /** By place, the position that stands there. */
  readonly position: Uint32Array;
  /** By position, its place and its group. */
  readonly place: Uint32Array;
  readonly group: Uint32Array;
}

/** Places of the positions of a book in columns, one of which groups them. */
export function placesOf(columns: Readonly<Record<string, Column>>): Places {
  const positions = rowsOf(columns),
    group = groupsOf(columns.group!, positions);
  const byGroup = Array.from({ length: Math.max(...group) + 1 }, (): number[] => []);
  group.forEach((number, i) => {
    byGroup[number]!.push(i);
  });
  const place = new Uint32Array(positions),
    ends = new Uint32Array(byGroup.length),
    order: number[] = [];
  byGroup.forEach((members, number) => {
    for (const i of members) place[i] = order.push(i) - 1;
    // an odd group has its last position twice, the second time without a quantity
    if (members.length % 2 === 1) order.push(members.at(-1)!);
    ends[number] = order.length;
  });
  const { length: count } = order;
  const position = Uint32Array.from(order);
  return { positions, count, groups: ends.length, ends, position, place, group };
}

function groupsOf(column: Column, positions: number): Uint32Array {
  return Uint32Array.from({ length: positions }, (_, i) => {
    const number = typeof column === "number" ? column : column[i]!;
    if (Number.isSafeInteger(number) && number >= 0 && number < 65_536) return number;
    throw new RangeError(`group must be a whole number from 0 to 65535, got ${number}`);
  });
}

/** A column, a number for each place, written to `target`. */
export function spreadOut(column: Column, { position }: Places, target: Float64Array): void {
  if (typeof column === "number") target.fill(column);
  else for (let i = 0; i < position.length; i++) target[i] = column[position[i]!]!;
}
