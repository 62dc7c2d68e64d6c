/** The cubic through the four values around a place, at that place; four or more, in order. */
export function cubicAt(places: Float64Array, values: Float64Array, place: number): number {
  const next = places.findIndex((other) => other >= place),
    first = Math.min(Math.max((next < 0 ? places.length : next) - 2, 0), places.length - 4);
  let sum = 0;
  for (let i = first; i < first + 4; i++) {
    let weight = values[i]!;
    for (let j = first; j < first + 4; j++) {
      if (j !== i) weight *= (place - places[j]!) / (places[i]! - places[j]!);
    }
    sum += weight;
  }
  return sum;
}
