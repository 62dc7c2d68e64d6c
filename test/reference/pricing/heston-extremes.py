# Heston calls on a forward of 1 at the ends of what a search may try: python3 heston-extremes.py
# Writes heston-extremes.csv; Lewis' integral without control, by mpmath at 30 digits, panel by panel.
import mpmath as mp

mp.mp.dps = 30
SETS = [
    ((0.04, 1.5, 0.04, 0.3, -0.9), 1 / 365), ((0.25, 5, 0.3, 3, -0.3), 1 / 365),
    ((0.01, 1, 0.1, 3, -0.7), 1 / 365), ((0.25, 2, 0.5, 1.5, 0.5), 10.0),
    ((0.04, 0.5, 0.04, 1, -0.9), 10.0), ((0.3, 10, 0.4, 6, -0.2), 7 / 365),
    ((0.5, 1, 0.5, 0.01, 0.0), 0.5), ((0.5, 0.01, 0.5, 2, -0.99), 0.5),
    ((0.09, 2, 0.09, 1, 0.95), 2.0), ((0.0625, 5, 0.16, 0.9, 0.1), 30.0),
    ((1.0, 20, 1.0, 5, 0.3), 0.1),
]
DEVIATIONS = (-4, -1, 0, 0.5, 4, 8)


def phi(z, parameters, years):
    v0, kappa, theta, sigma, rho = map(mp.mpf, parameters)
    b = kappa - rho * sigma * 1j * z
    d = mp.sqrt(b * b + sigma * sigma * (1j * z + z * z))
    g = (b - d) / (b + d)
    decay = mp.exp(-d * years)
    c = kappa * theta / sigma**2 * ((b - d) * years - 2 * mp.log((1 - g * decay) / (1 - g)))
    return mp.exp(c + v0 * (b - d) / sigma**2 * (1 - decay) / (1 - g * decay))


def call(parameters, years, x, deviation):
    strike, years = mp.exp(-mp.mpf(x)), mp.mpf(years)
    f = lambda u: mp.re(mp.exp(1j * u * x) * phi(u - 0.5j, parameters, years)) / (u * u + 0.25)
    unit = 1 if deviation > 0.22 else deviation
    edges = [0] + [mp.mpf(2) ** j / 4 / unit for j in range(17)]
    total = mp.mpf(0)
    for a, b in zip(edges, edges[1:]):
        n = max(1, int(mp.ceil((b - a) * max(abs(x), deviation) / 6)))
        points = [a + (b - a) * i / n for i in range(n + 1)]
        total += sum(mp.quad(f, [p, q], maxdegree=6) for p, q in zip(points, points[1:]))
        if abs(phi(b - 0.5j, parameters, years)) < mp.mpf(10) ** -22:
            break
    return 1 - mp.sqrt(strike) / mp.pi * total


with open("heston-extremes.csv", "w") as out:
    print("# Made by heston-extremes.py: calls on a forward of 1, not discounted", file=out)
    print("v0,kappa,theta,sigma,rho,years,logMoneyness,value", file=out)
    for parameters, years in SETS:
        deviation = float(mp.sqrt(-8 * mp.log(mp.re(phi(mp.mpc(0, -0.5), parameters, years)))))
        for m in DEVIATIONS:
            x = m * deviation
            value = call(parameters, years, x, deviation)
            print(*parameters, repr(years), repr(x), repr(float(value)), sep=",", file=out)
