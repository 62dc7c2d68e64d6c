"""How fast is the same work in Python? Vectorised numpy, or loops compiled by numba.

    python.py numpy|numba OPTIONS

answers each line "workload seed" with one line of JSON; the clock runs around the work alone.
OPTIONS is a file of f64 columns for W6 and W7. Parameters are those of bench/*.ts.
"""

import json
import math
import sys
from time import perf_counter_ns

import numpy as np

SPOT, STRIKE, RATE, VOLATILITY, MATURITY = 100.0, 100.0, 0.02, 0.6, 0.25
COST, PREMIUM = 5e-4, 12.144819589049767  # premium: Black-Scholes
DISCOUNT = math.exp(-RATE * MATURITY)
PEER = sys.argv[1]
INPUTS = np.fromfile(sys.argv[2]).reshape(4, -1)
GREEKS = ("price", "delta", "gamma", "vega", "theta", "rho")
OUTPUTS = np.empty((6, INPUTS.shape[1]))


def mean(sample):
    return [sample.mean(), sample.std() / math.sqrt(sample.size)]


def noise_estimates(z):
    return {"mean": mean(z), "square": mean(z * z)}


def hedge_estimates(profit, cost):
    """Profit and cost add up to nothing; the deviation's error follows from the kurtosis."""
    n, centred = profit.size, profit - profit.mean()
    deviation = centred.std()
    kurtosis = (centred**4).mean() / deviation**4
    balance = [profit.mean() + cost.mean(), deviation / math.sqrt(n)]
    return {
        "balance": balance,
        "deviation": [deviation, deviation * math.sqrt((kurtosis - 1) / (4 * n))],
    }


def option_estimates():
    return {name: [math.fsum(column), 0] for name, column in zip(GREEKS, OUTPUTS)}


def book():
    """W7: what 500 options have in common under every scenario, and the scenarios."""
    places = np.arange(500)
    quantity = np.where(places // 2 % 2 == 0, 1.0, -1.0)
    sign = np.where(places % 2 == 0, 1.0, -1.0)
    moves, surfaces = SPOT * (0.68 + 0.02 * np.arange(33)), np.array([0.75, 1, 1.25])
    return *INPUTS[1:, :500].copy(), quantity, sign, moves, surfaces


def book_estimates(totals):
    return {"value": [totals.sum(), 0], "square": [(totals**2).sum(), 0]}


def with_numpy():
    from scipy.special import ndtr

    def noise(seed):
        generator, z = np.random.default_rng(seed), np.empty(65536)
        start = perf_counter_ns()
        for _ in range(160):
            generator.standard_normal(out=z)
        return perf_counter_ns() - start, 160 * z.size, noise_estimates(z)

    def european(seed, paths=1_000_000):
        start = perf_counter_ns()
        z = np.random.default_rng(seed).standard_normal(paths)
        drift = (RATE - VOLATILITY**2 / 2) * MATURITY
        s = SPOT * np.exp(drift + VOLATILITY * math.sqrt(MATURITY) * z)
        price = mean(DISCOUNT * np.maximum(s - STRIKE, 0))
        above = DISCOUNT * (s > STRIKE) * s
        delta = mean(above / SPOT)
        vega = mean(above * (math.sqrt(MATURITY) * z - VOLATILITY * MATURITY))
        time = perf_counter_ns() - start
        return time, paths, {"price": price, "delta": delta, "vega": vega}

    def asian(seed, paths=100_000, steps=252):
        start = perf_counter_ns()
        generator, dt = np.random.default_rng(seed), MATURITY / steps
        x, total = np.zeros(paths), np.zeros(paths)
        for _ in range(steps):
            z = generator.standard_normal(paths)
            x += (RATE - VOLATILITY**2 / 2) * dt + VOLATILITY * math.sqrt(dt) * z
            total += SPOT * np.exp(x)
        price = mean(DISCOUNT * np.maximum(total / steps - STRIKE, 0))
        return perf_counter_ns() - start, paths * steps, {"price": price}

    def hedge(seed, paths=100_000, steps=84):
        start = perf_counter_ns()
        generator, dt, growth = (
            np.random.default_rng(seed),
            MATURITY / steps,
            math.exp(RATE * MATURITY / steps),
        )
        y, spot = np.zeros(paths), np.full(paths, SPOT)
        cash, held, cost = np.full(paths, PREMIUM), np.zeros(paths), np.zeros(paths)
        for step in range(steps):
            left = MATURITY - step * dt
            slope = 1 / (VOLATILITY * math.sqrt(left))
            target = ndtr(
                slope * y + slope * (math.log(SPOT / STRIKE) + (RATE + VOLATILITY**2 / 2) * left)
            )
            traded = (target - held) * spot
            paid = COST * np.abs(traded)
            cash, cost, held = (cash - traded - paid) * growth, (cost + paid) * growth, target
            z = generator.standard_normal(paths)
            y += (RATE - VOLATILITY**2 / 2) * dt + VOLATILITY * math.sqrt(dt) * z
            spot = SPOT * np.exp(y)
        unwound = COST * np.abs(held * spot)
        profit = cash + held * spot - unwound - np.maximum(spot - STRIKE, 0)
        estimates = hedge_estimates(profit, cost + unwound)
        return perf_counter_ns() - start, paths * steps, estimates

    def options(_):
        start = perf_counter_ns()
        s, strike, t, v = INPUTS
        years = np.sqrt(t)
        d1 = (np.log(s / strike) + (RATE + v * v / 2) * t) / (v * years)
        d2 = d1 - v * years
        density = np.exp(-d1 * d1 / 2) * 0.3989422804014327
        n1, owed = ndtr(d1), strike * np.exp(-RATE * t) * ndtr(d2)
        OUTPUTS[0], OUTPUTS[1] = s * n1 - owed, n1
        OUTPUTS[2], OUTPUTS[3] = density / (s * v * years), s * density * years
        OUTPUTS[4], OUTPUTS[5] = -s * density * v / (2 * years) - RATE * owed, t * owed
        time = perf_counter_ns() - start
        return time, s.size, option_estimates()

    def revalue(_):
        strike, t, v, quantity, sign, moves, surfaces = book()
        totals = np.empty((surfaces.size, moves.size))
        start = perf_counter_ns()
        owed, years = strike * np.exp(-RATE * t), np.sqrt(t)
        for surface, factor in enumerate(surfaces):
            width = factor * v * years
            d1 = np.log(moves[:, None] / owed) / width + width / 2
            value = moves[:, None] * ndtr(sign * d1) - owed * ndtr(sign * (d1 - width))
            totals[surface] = value @ (quantity * sign)
        time = perf_counter_ns() - start
        return time, totals.size * strike.size, book_estimates(totals)

    return {
        "noise": noise,
        "W1": european,
        "W2": asian,
        "W3": hedge,
        "W6": options,
        "W7": revalue,
    }


def with_numba():
    from numba import njit

    compiled = njit(fastmath=True, error_model="numpy")
    normal = np.random.standard_normal

    @compiled
    def distribution(x):
        return 0.5 * math.erfc(-x * 0.7071067811865476)

    @njit
    def reseed(seed):
        np.random.seed(seed)

    @compiled
    def fill(out, times):
        for _ in range(times):
            for i in range(out.size):
                out[i] = normal()

    @compiled
    def european_sums(paths):
        drift, deviation = (RATE - VOLATILITY**2 / 2) * MATURITY, VOLATILITY * math.sqrt(MATURITY)
        sums = np.zeros(6)
        for _ in range(paths):
            z = normal()
            s = SPOT * math.exp(drift + deviation * z)
            if s > STRIKE:
                paid, vega = s - STRIKE, s * (math.sqrt(MATURITY) * z - VOLATILITY * MATURITY)
                sums[0] += paid
                sums[1] += paid * paid
                sums[2] += s / SPOT
                sums[3] += s / SPOT * (s / SPOT)
                sums[4] += vega
                sums[5] += vega * vega
        return sums

    @compiled
    def asian_sums(paths, steps):
        dt = MATURITY / steps
        drift, deviation = (RATE - VOLATILITY**2 / 2) * dt, VOLATILITY * math.sqrt(dt)
        sums = np.zeros(2)
        for _ in range(paths):
            s, total = SPOT, 0.0
            for _ in range(steps):
                s *= math.exp(drift + deviation * normal())
                total += s
            paid = max(total / steps - STRIKE, 0.0)
            sums[0] += paid
            sums[1] += paid * paid
        return sums

    @compiled
    def hedge_paths(steps, profit, costs):
        dt, slope, shift = MATURITY / steps, np.empty(steps), np.empty(steps)
        drift, deviation = (RATE - VOLATILITY**2 / 2) * dt, VOLATILITY * math.sqrt(dt)
        growth = math.exp(RATE * dt)
        for t in range(steps):
            left = MATURITY - t * dt
            slope[t] = 1 / (VOLATILITY * math.sqrt(left))
            shift[t] = slope[t] * (math.log(SPOT / STRIKE) + (RATE + VOLATILITY**2 / 2) * left)
        for i in range(profit.size):
            y, s, cash, held, cost = 0.0, SPOT, PREMIUM, 0.0, 0.0
            for t in range(steps):
                target = distribution(slope[t] * y + shift[t])
                traded = (target - held) * s
                paid = COST * abs(traded)
                cash, cost, held = (cash - traded - paid) * growth, (cost + paid) * growth, target
                x = drift + deviation * normal()
                y += x
                s *= math.exp(x)
            unwound = COST * abs(held * s)
            profit[i] = cash + held * s - unwound - max(s - STRIKE, 0.0)
            costs[i] = cost + unwound

    @compiled
    def fill_options(spots, strikes, maturities, volatilities, out):
        for i in range(spots.size):
            s, t, v = spots[i], maturities[i], volatilities[i]
            years = math.sqrt(t)
            d1 = (math.log(s / strikes[i]) + (RATE + v * v / 2) * t) / (v * years)
            density = math.exp(-d1 * d1 / 2) * 0.3989422804014327
            n1, owed = distribution(d1), strikes[i] * math.exp(-RATE * t) * distribution(
                d1 - v * years
            )
            out[0, i], out[1, i] = s * n1 - owed, n1
            out[2, i], out[3, i] = density / (s * v * years), s * density * years
            out[4, i], out[5, i] = -s * density * v / (2 * years) - RATE * owed, t * owed

    @compiled
    def fill_totals(strikes, maturities, volatilities, quantity, sign, moves, surfaces, totals):
        for surface in range(surfaces.size):
            for move in range(moves.size):
                log, total = math.log(moves[move]), 0.0
                for i in range(strikes.size):
                    width = surfaces[surface] * volatilities[i] * math.sqrt(maturities[i])
                    owed = strikes[i] * math.exp(-RATE * maturities[i])
                    d1 = (log - math.log(owed)) / width + width / 2
                    n1 = distribution(sign[i] * d1)
                    n2 = distribution(sign[i] * (d1 - width))
                    total += quantity[i] * sign[i] * (moves[move] * n1 - owed * n2)
                totals[surface, move] = total

    def from_sums(sums, squares, n):
        average = sums / n
        return [DISCOUNT * average, DISCOUNT * math.sqrt((squares / n - average**2) / n)]

    def noise(seed):
        reseed(seed)
        z = np.empty(65536)
        start = perf_counter_ns()
        fill(z, 160)
        return perf_counter_ns() - start, 160 * z.size, noise_estimates(z)

    def european(seed, paths=1_000_000):
        reseed(seed)
        start = perf_counter_ns()
        sums = european_sums(paths)
        time = perf_counter_ns() - start
        names = ("price", "delta", "vega")
        return (
            time,
            paths,
            {name: from_sums(*sums[2 * i : 2 * i + 2], paths) for i, name in enumerate(names)},
        )

    def asian(seed, paths=100_000, steps=252):
        reseed(seed)
        start = perf_counter_ns()
        sums = asian_sums(paths, steps)
        return perf_counter_ns() - start, paths * steps, {"price": from_sums(*sums, paths)}

    def hedge(seed, paths=100_000, steps=84):
        reseed(seed)
        profit, costs = np.empty(paths), np.empty(paths)
        start = perf_counter_ns()
        hedge_paths(steps, profit, costs)
        estimates = hedge_estimates(profit, costs)
        return perf_counter_ns() - start, paths * steps, estimates

    def options(_):
        start = perf_counter_ns()
        fill_options(*INPUTS, OUTPUTS)
        time = perf_counter_ns() - start
        return time, INPUTS.shape[1], option_estimates()

    def revalue(_):
        columns = book()
        totals = np.empty((columns[-1].size, columns[-2].size))
        start = perf_counter_ns()
        fill_totals(*columns, totals)
        time = perf_counter_ns() - start
        return time, totals.size * columns[0].size, book_estimates(totals)

    return {
        "noise": noise,
        "W1": european,
        "W2": asian,
        "W3": hedge,
        "W6": options,
        "W7": revalue,
    }


def main():
    workloads = {"numpy": with_numpy, "numba": with_numba}[PEER]()
    print(json.dumps({"workloads": list(workloads)}), flush=True)
    for line in sys.stdin:
        name, seed = line.split()
        nanoseconds, units, estimates = workloads[name](int(seed))
        answer = {"nanoseconds": nanoseconds, "units": units, "estimates": estimates}
        print(json.dumps(answer, default=float), flush=True)


main()
