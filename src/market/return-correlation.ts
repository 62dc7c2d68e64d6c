/** Correlation of `x` with `y` read `lag` places later; `NaN` where one of them does not vary. */
export function returnCorrelation(x: readonly number[], y: readonly number[], lag: number): number {
  const [from, to] = [Math.max(0, -lag), Math.min(x.length, y.length - lag)];
  let [meanX, meanY] = [0, 0];
  for (let i = from; i < to; i++) {
    meanX += x[i]! / (to - from);
    meanY += y[i + lag]! / (to - from);
  }
  let [xx, yy, xy] = [0, 0, 0];
  for (let i = from; i < to; i++) {
    const [dx, dy] = [x[i]! - meanX, y[i + lag]! - meanY];
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
  }
  return xy / Math.sqrt(xx * yy);
}
