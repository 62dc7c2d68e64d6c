# High-precision option prices and Greeks: python3 greeks.py. Writes greeks.bin, 16 little-endian
# doubles an option: spot, strike, years, volatility, rate, yield, kind (1 call, 2 put), then price,
# delta, gamma, vega, theta, rho, vanna, volga, charm, the Greeks by mpmath's numerical derivatives
# of the price at 60 digits, so that no closed form is tested against itself.
import struct
import mpmath as mp
import numpy as np

mp.mp.dps = 60
random = np.random.default_rng(20250102)


def price(s, k, t, v, r, q, sign):
    d1 = (mp.log(s / k) + (r - q) * t) / (v * mp.sqrt(t)) + v * mp.sqrt(t) / 2
    d2 = d1 - v * mp.sqrt(t)
    n = lambda x: mp.erfc(-x / mp.sqrt(2)) / 2
    return sign * (s * mp.exp(-q * t) * n(sign * d1) - k * mp.exp(-r * t) * n(sign * d2))


def difference(f, x, h):
    """Central, of fourth order; h is 1e-12 of x, so the error is below 1e-40."""
    return (8 * (f(x + h) - f(x - h)) - (f(x + 2 * h) - f(x - 2 * h))) / (12 * h)


def row(s, k, t, v, r, q, kind):
    terms = [mp.mpf(x) for x in (s, k, t, v, r, q)]
    sign = 1 if kind == 1 else -1

    def derivative(f, place):
        def g(*args):
            h = mp.mpf("1e-9") * (abs(args[place]) + (0 if place < 4 else 1))
            move = lambda x: f(*args[:place], x, *args[place + 1:])
            return difference(move, args[place], h)
        return g

    value = lambda *a: price(*a, sign)
    delta, vega = derivative(value, 0), derivative(value, 3)
    greeks = [
        value(*terms), delta(*terms), derivative(delta, 0)(*terms), vega(*terms),
        -derivative(value, 2)(*terms), derivative(value, 4)(*terms), derivative(delta, 3)(*terms),
        derivative(vega, 3)(*terms), -derivative(delta, 2)(*terms),
    ]
    return struct.pack("<16d", s, k, t, v, r, q, kind, *(float(g) for g in greeks))


with open("greeks.bin", "wb") as out:
    for i in range(1000):
        v, t = 10 ** random.uniform(-1.5, 0.5), 10 ** random.uniform(-3, 0.7)
        s = 10 ** random.uniform(-2, 5)
        k = s * np.exp(random.uniform(-6, 6) * v * np.sqrt(t))
        r, q = random.uniform(-0.05, 0.15), (random.uniform(-0.05, 0.15) if i % 3 else 0.0)
        out.write(row(*(float(x) for x in (s, k, t, v, r, q)), 1 + i % 2))
