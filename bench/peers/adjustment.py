"""The same hedge ratios in Python: Engle's recursions with matrices, rolling sums, weights.

    adjustment.py < QUESTION

reads one line of JSON, answers one line of JSON; the clock runs around the work alone.
"""

import json
import sys
from time import process_time

import numpy as np


def residuals(returns, margins):
    """Standardised residuals and the deviation to come, GARCH(1,1) from the sample's variance."""
    columns, deviations = [], []
    for series, m in zip(returns, margins):
        e = np.asarray(series) - m["mean"]
        h = m["omega"] + (m["alpha"] + m["beta"]) * np.mean(e * e)
        z = np.empty_like(e)
        for t in range(e.size):
            z[t] = e[t] / np.sqrt(h)
            h = m["omega"] + m["alpha"] * e[t] ** 2 + m["beta"] * h
        columns.append(z)
        deviations.append(np.sqrt(h))
    return np.column_stack(columns), deviations


def dynamic(z, a, b, g):
    """Engle (2002), equation (21), with the falls of Cappiello, Engle and Sheppard (2006), equation
    (8), and what each correlation matrix adds to the likelihood."""
    falls = np.minimum(z, 0)
    target, fallen = z.T @ z / len(z), falls.T @ falls / len(z)
    q, total, path = target, 0.0, []
    for row, fall in zip(z, falls):
        scale = 1 / np.sqrt(np.diag(q))
        r = q * np.outer(scale, scale)
        path.append(r[1, 0])
        sign, logarithm = np.linalg.slogdet(r)
        total -= 0.5 * (logarithm + row @ np.linalg.solve(r, row) - row @ row)
        news = a * np.outer(row, row) + g * np.outer(fall, fall)
        q = (1 - a - b) * target - g * fallen + news + b * q
    scale = 1 / np.sqrt(np.diag(q))
    path.append((q * np.outer(scale, scale))[1, 0])
    return total, path


def rolling(x, y, window):
    """Slopes of y on x over the last rows, by sums of everything before."""
    sums = [np.concatenate([[0], np.cumsum(c)]) for c in (x, y, x * y, x * x)]
    sx, sy, sxy, sxx = [c[window:] - c[:-window] for c in sums]
    return (sxy - sx * sy / window) / (sxx - sx * sx / window)


def weighted(x, y, decay, first):
    """Slopes with weights that fall by `decay` a row, row after row from `first` on."""
    w = decay ** np.arange(first - 1, -1, -1)
    mass, mx, my = w.sum(), w @ x[:first], w @ y[:first]
    mxy, mxx = w @ (x[:first] * y[:first]), w @ (x[:first] ** 2)
    slopes = []
    for t in range(first - 1, x.size):
        if t >= first:
            mass, mx, my = 1 + decay * mass, x[t] + decay * mx, y[t] + decay * my
            mxy, mxx = x[t] * y[t] + decay * mxy, x[t] * x[t] + decay * mxx
        slopes.append((mxy - mx * my / mass) / (mxx - mx * mx / mass))
    return slopes


def timed(work):
    best, answer = float("inf"), None
    for _ in range(3):
        start = process_time()
        answer = work()
        best = min(best, process_time() - start)
    return best, answer


question = json.loads(sys.stdin.readline())
if question["what"] == "dynamic":
    z, deviations = residuals(question["returns"], question["margins"])
    seconds, (total, path) = timed(lambda: dynamic(z, *(question[name] for name in "abg")))
    ratio = path[-1] * deviations[0] / deviations[1]
    print(json.dumps({"seconds": seconds, "total": total, "path": path, "ratio": ratio}))
else:
    y, x = (np.asarray(column) for column in question["returns"])
    seconds, slopes = timed(lambda: rolling(x, y, question["window"]))
    other, weights = timed(lambda: weighted(x, y, question["decay"], question["first"]))
    last = {"rolling": float(slopes[-1]), "weighted": float(weights[-1])}
    print(json.dumps({"seconds": [seconds, other], **last}))
