# High-precision reference points of the functions of assembly/math: python3 points.py
# Writes one <name>.bin a function: pairs of little-endian (argument, value rounded to nearest),
# 8 bytes each; values by mpmath at 60 digits. Words are signed integers.
import struct
import sys
import mpmath as mp
import numpy as np

mp.mp.dps = 60
random = np.random.default_rng(20250101)
ROOT2 = mp.sqrt(2)
N = 10_000


def distribution(x):
    return mp.erfc(-x / ROOT2) / 2


def density(x):
    return mp.exp(-x * x / 2) / mp.sqrt(2 * mp.pi)


def quantile(tail):
    """x >= 0 with N(-x) = tail <= 1/2."""
    t = mp.sqrt(-2 * mp.log(tail))
    x = t - (mp.mpf("2.30753") + mp.mpf("0.27061") * t) / (1 + t * (mp.mpf("0.99229") + mp.mpf("0.04481") * t))
    for _ in range(5):
        step = (distribution(-x) - tail) / density(x)
        x += step / (1 - x * step / 2)
    return x


def nearest(value):
    """Rounded once, subnormal numbers too."""
    if value == 0 or abs(value) >= mp.mpf(2) ** -1021:
        return float(value)
    return float(mp.nint(value * mp.mpf(2) ** 1074)) * 5e-324


def write(name, arguments, f, code="<d"):
    with open(name + ".bin", "wb") as out:
        for x in arguments:
            out.write(struct.pack(code, x) + struct.pack("<d", nearest(f(x))))


def uniform(a, b, n):
    return [float(x) for x in random.uniform(a, b, n)]


def magnitudes(a, b, n, signs=True):
    return [float(2.0 ** e * (random.choice([-1, 1]) if signs else 1)) for e in random.uniform(a, b, n)]


POINTS = {
    "exponential": (
        uniform(-0.26, 0.26, 2000) + uniform(-20, 20, 3000) + uniform(-708, 709.78, 3000)
        + uniform(-745.1, -708, 1500) + magnitudes(-60, -3, 600)
        + [0.0, -0.0, 709.782712893384, -745.1332191019411, -708.3964185322641, 1.0, -1.0],
        lambda x: mp.exp(mp.mpf(x)), "<d"),
    "logarithm": (
        uniform(0.5, 2, 4000) + uniform(0.99, 1.01, 1500) + magnitudes(-1022, 1023.9, 3500, False)
        + magnitudes(-1074, -1022, 1000, False)
        + [5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, 1.0, 0.7071067811865476,
           0.7071067811865475, 1.4142135623730951, 1.0000000000000002, 0.9999999999999999],
        lambda x: mp.log(mp.mpf(x)), "<d"),
    "normal-density": (
        uniform(-9, 9, 6000) + uniform(-37.5, 37.5, 4000) + [0.0, 37.5, 1e-300],
        lambda x: density(mp.mpf(x)), "<d"),
    "normal-distribution": (
        uniform(-9, 9, 6000) + uniform(-37.5, -9, 3000) + magnitudes(-60, 3, 1000)
        + [0.0, -37.5, -8.99, 8.99, 8.3, 1 / 64, -1 / 64],
        lambda x: distribution(mp.mpf(x)), "<d"),
    "normal-quantile": (
        uniform(0, 1, 5000) + magnitudes(-1074, -1, 4000, False) + uniform(0.07, 0.08, 500)
        + [1 - x for x in magnitudes(-52, -1, 500, False)]
        + [5e-324, 2.2250738585072014e-308, 0.5, 0.075, 0.925, 0.9999999999999999, 0.49999999999999994],
        lambda p: 0.0 if p == 0.5 else -quantile(mp.mpf(p)) if p < 0.5 else quantile(1 - mp.mpf(p)), "<d"),
    "normal-inverse": (
        [int(x) for x in random.integers(-2**31, 2**31, 7000)]
        + [int(s * 2.0 ** e) + (-2**31 if s > 0 else 2**31 - 1) for e in random.uniform(0, 31, 3000)
           for s in [random.choice([-1, 1])]]
        + [-2**31, -2**31 + 1, -1, 0, 1, 2**31 - 1],
        lambda k: (-1 if k < 0 else 1) * quantile(
            ((k if k < 0 else -k - 1) + mp.mpf(2) ** 31 + mp.mpf(1) / 2) / mp.mpf(2) ** 32), "<q"),
    "normal-inverse-fine": (
        [int(x) for x in random.integers(-2**63, 2**63 - 1, 6000)]
        + [(int(2.0 ** e) << 11) + -2**63 for e in random.uniform(0, 51.9, 2000)]
        + [-(int(2.0 ** e) << 11) + 2**63 - 1 for e in random.uniform(0, 51.9, 2000)]
        + [-2**63, -1, 0, 2**63 - 1],
        lambda w: (-1 if w < 0 else 1) * quantile(
            (((w >> 11) if w < 0 else -(w >> 11) - 1) + mp.mpf(2) ** 52 + mp.mpf(1) / 2) / mp.mpf(2) ** 53), "<q"),
}

for name in sys.argv[1:] or POINTS:
    write(name, *POINTS[name])
