// Locally risk-minimising holdings in closed form, where log returns are independent and alike.

/** A complex number: real part, imaginary part. */
type Complex = readonly [number, number];

const times = ([a, b]: Complex, [c, d]: Complex): Complex => [a * c - b * d, a * d + b * c];
const over = ([a, b]: Complex, [c, d]: Complex): Complex => {
  const size = c * c + d * d;
  return [(a * c + b * d) / size, (b * c - a * d) / size];
};
const exponential = ([a, b]: Complex): Complex => {
  const size = Math.exp(a);
  return [size * Math.cos(b), size * Math.sin(b)];
};
const scaled = (x: number, [a, b]: Complex): Complex => [x * a, x * b];
const plus = ([a, b]: Complex, [c, d]: Complex): Complex => [a + c, b + d];

function power(base: Complex, exponent: number): Complex {
  let result: Complex = [1, 0];
  for (let i = 0; i < exponent; i++) result = times(result, base);
  return result;
}

/** The cumulant a year of a log price under Merton's jumps whose mean grows by `drift`. */
export function mertonCumulant(
  { volatility = 0, jumpsPerYear = 0, jumpMean = 0, jumpDeviation = 0 },
  drift: number,
): (z: Complex) => Complex {
  const jump = (z: Complex) =>
    exponential(plus(scaled(jumpMean, z), scaled(jumpDeviation ** 2 / 2, times(z, z))));
  const trend = drift - volatility ** 2 / 2 - jumpsPerYear * (jump([1, 0])[0] - 1);
  return (z) => {
    const diffusion = plus(scaled(trend, z), scaled(volatility ** 2 / 2, times(z, z)));
    return plus(diffusion, scaled(jumpsPerYear, plus(jump(z), [-1, 0])));
  };
}

/** A call with `left` decisions to go, the one now among them; prices are discounted. */
export interface CallTerms {
  readonly cumulant: (z: Complex) => Complex;
  readonly stepYears: number;
  readonly left: number;
  readonly spot: number;
  readonly strike: number;
}

/**
 * Hubalek, Kallsen, Krawczyk (2006), "Variance-optimal hedging for processes with stationary
 * independent increments", theorem 2.1 and the call of section 4: the integral over z = 3/2 + iu of
 * S^(z - 1) g(z) h(z)^(left - 1) K^(1 - z) / (z (z - 1)) over 2 pi, with m the moments of a step,
 * g(z) = (m(z + 1) - m(1) m(z)) / (m(2) - m(1)^2) and h(z) = m(z) - (m(1) - 1) g(z).
 */
export function localOptimum({ cumulant, stepYears, left, spot, strike }: CallTerms): number {
  const moment = (z: Complex) => exponential(scaled(stepYears, cumulant(z)));
  const [first] = moment([1, 0]),
    [second] = moment([2, 0]);
  // even nodes of an analytic integrand: within 1e-5
  const WIDTH = 0.25,
    MOST = 400;
  let sum = 0;
  for (let u = WIDTH / 2; u < MOST; u += WIDTH) {
    const z: Complex = [1.5, u],
      own = moment(z);
    const g = scaled(1 / (second - first * first), plus(moment([2.5, u]), scaled(-first, own)));
    const h = plus(own, scaled(1 - first, g));
    const log = Math.log(spot / strike);
    const value = times(times(g, power(h, left - 1)), exponential([log / 2, u * log]));
    sum += over(value, times(z, [0.5, u]))[0] * WIDTH;
  }
  return sum / Math.PI;
}
