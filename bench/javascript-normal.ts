// The normal distribution for the TypeScript peers: a table, and the formula that fills it.

/** Values and densities, 64 to the unit on [-9, 9]. */
const table = new Float64Array(2 * 1153);
for (let i = 0; i < 1153; i++) {
  const x = i / 64 - 9;
  table[2 * i] = hart(x);
  table[2 * i + 1] = Math.exp(-0.5 * x * x) * 0.3989422804014327;
}

/** Normal distribution, absolutely accurate: nearest entry and a Taylor step of degree 5. */
export function normalDistribution(x: number): number {
  const bounded = Math.min(Math.max(x, -8.99), 8.99),
    i = (bounded * 64 + 576.5) | 0,
    node = i / 64 - 9;
  const d = bounded - node,
    a = node * d,
    a2 = a * a,
    d2 = d * d;
  const series = 1 - 0.5 * a + (a2 - d2) * (1 / 6) + (3 * d2 - a2) * a * (1 / 24);
  return table[2 * i]! + table[2 * i + 1]! * d * series;
}

/** Normal distribution by Hart's rational form (West 2005, "Better approximations"), to 1e-15. */
export function hart(x: number): number {
  const z = Math.abs(x),
    density = Math.exp(-0.5 * z * z);
  const below = z > 37 ? 0 : density * (z < 7.07106781186547 ? rational(z) : continued(z));
  return x > 0 ? 1 - below : below;
}

function rational(z: number): number {
  let p = 3.52624965998911e-2 * z + 0.700383064443688;
  p = ((p * z + 6.37396220353165) * z + 33.912866078383) * z + 112.079291497871;
  p = (p * z + 221.213596169931) * z + 220.206867912376;
  let q = 8.83883476483184e-2 * z + 1.75566716318264;
  q = ((q * z + 16.064177579207) * z + 86.7807322029461) * z + 296.564248779674;
  q = ((q * z + 637.333633378831) * z + 793.826512519948) * z + 440.413735824752;
  return p / q;
}

function continued(z: number): number {
  return 1 / (z + 1 / (z + 2 / (z + 3 / (z + 4 / (z + 0.65))))) / 2.506628274631;
}
