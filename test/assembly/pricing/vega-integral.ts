// Prices out of the money as integrals of vega over volatility: all terms positive, so accurate
// relatively however small the price; nothing shared with the closed form.

const POINTS = 16;
const NODES = legendre(POINTS);

/** Price out of the money, without rate or yield, at total deviation `deviation`. */
export function priceByVega(spot: number, strike: number, deviation: number): number {
  const x = Math.log(spot / strike);
  // deviations u = deviation e^-y, panels of y that grow from the width of the peak at 0
  const bend = (x / deviation) ** 2 + 1;
  let price = 0;
  for (let left = 0, width = 0.5 / bend; left < 40; left += width, width *= 1.1) {
    width = Math.min(width, 0.1);
    for (const [node, weight] of NODES) {
      const u = deviation * Math.exp(-left - width * node);
      const d1 = x / u + u / 2;
      price += width * weight * u * Math.exp(-0.5 * d1 * d1);
    }
  }
  return (spot * price) / Math.sqrt(2 * Math.PI);
}

/** Nodes and weights of Gauss and Legendre on [0, 1]. */
function legendre(count: number): [node: number, weight: number][] {
  return Array.from({ length: count }, (_, i) => {
    let x = Math.cos((Math.PI * (i + 0.75)) / (count + 0.5)),
      slope = 0;
    for (let step = 0; step < 20; step++) {
      let [before, value] = [1, x];
      for (let k = 2; k <= count; k++) {
        [before, value] = [value, ((2 * k - 1) * x * value - (k - 1) * before) / k];
      }
      slope = (count * (x * value - before)) / (x * x - 1);
      x -= value / slope;
    }
    return [(1 + x) / 2, 1 / ((1 - x * x) * slope * slope)];
  });
}
