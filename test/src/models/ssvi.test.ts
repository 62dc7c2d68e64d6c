import { suite } from "uvu";
import * as assert from "uvu/assert";
import { sobolPoints } from "../../../src/core/low-discrepancy.ts";
import { fitSsvi } from "../../../src/models/fit-ssvi.ts";
import {
  phiAt,
  type SsviParameters,
  type SsviPhi,
  ssviConditions,
  ssviJet,
  ssviSurface,
} from "../../../src/models/ssvi.ts";
import { butterflyArbitrage, calendarArbitrage } from "../../../src/models/surface-arbitrage.ts";
import { sviJet } from "../../../src/models/svi.ts";
import { near } from "../../sample.ts";
import { quotesOf } from "./quotes.ts";

const test = suite("ssvi");

const POINTS = [
  { years: 0.05, forward: 100, theta: 0.02 },
  { years: 0.25, forward: 101, theta: 0.08 },
  { years: 1, forward: 104, theta: 0.3 },
];
const POWER: SsviPhi = { type: "powerLaw", eta: 0.9, gamma: 0.4 };
const HESTON: SsviPhi = { type: "heston", lambda: 1.2 };

/** Quotes of all expiries made from SSVI. */
function quotes(parameters: SsviParameters) {
  return parameters.points.flatMap(({ years, forward, theta }) =>
    quotesOf({ years, forward, variance: (k) => ssviJet(parameters, theta, k).variance }),
  );
}

test("variance at the money is theta, and a slice is the raw SVI that the paper says", () => {
  const [rho, theta] = [-0.3, 0.08];
  assert.is(ssviJet({ rho, phi: POWER }, theta, 0).variance, theta);
  // Natural parametrisation (0, 0, rho, theta, phi), lemma 3.1 of Gatheral and Jacquier 2014.
  const phi = phiAt(POWER, theta);
  const raw = {
    a: (theta / 2) * (1 - rho * rho),
    b: (theta * phi) / 2,
    rho,
    m: -rho / phi,
    sigma: Math.sqrt(1 - rho * rho) / phi,
  };
  for (const k of [-1, -0.2, 0, 0.4]) {
    const [jet, expected] = [ssviJet({ rho, phi: POWER }, theta, k), sviJet(raw, k)];
    near(jet.variance, expected.variance, 1e-14);
    near(jet.slope, expected.slope, 1e-14);
    near(jet.curvature, expected.curvature, 1e-13);
  }
});

test("phi of Heston goes on smoothly where its digits would cancel", () => {
  near(
    phiAt({ type: "heston", lambda: 1 }, 0.99999e-4),
    phiAt({ type: "heston", lambda: 1 }, 1.00001e-4),
    1e-6,
  );
  near(phiAt({ type: "heston", lambda: 1 }, 1e-12), 0.5, 1e-10);
});

test("quotes made from either SSVI give their parameters back", async () => {
  const power = await fitSsvi({ quotes: quotes({ rho: -0.3, phi: POWER, points: POINTS }) });
  assert.ok(power.converged);
  near(power.estimates.rho!.value, -0.3, 1e-6);
  near(power.estimates.eta!.value, 0.9, 1e-5);
  near(power.estimates.gamma!.value, 0.4, 1e-5);
  for (const [i, { value }] of power.thetas.entries()) near(value, POINTS[i]!.theta, 1e-7);
  const made = quotes({ rho: 0.2, phi: HESTON, points: POINTS });
  const heston = await fitSsvi({ quotes: made, phi: "heston" });
  near(heston.estimates.lambda!.value, 1.2, 1e-5);
  near(heston.estimates.rho!.value, 0.2, 1e-6);
});

test("any power law with eta (1 + |rho|) <= 2 and gamma <= 1/2 is free of arbitrage", () => {
  const draws = sobolPoints({ points: 50, dimensions: 3, scramble: 1 });
  for (let i = 0; i < 50; i++) {
    const [u, v, w] = [draws[i]!, draws[50 + i]!, draws[100 + i]!];
    const rho = 1.9 * u - 0.95;
    const phi: SsviPhi = { type: "powerLaw", eta: (2 * v) / (1 + Math.abs(rho)), gamma: w / 2 };
    const parameters = { rho, phi, points: POINTS };
    const { calendar, butterfly } = ssviConditions(parameters);
    assert.ok(calendar && butterfly, JSON.stringify(phi));
    const grid = {
      surface: ssviSurface(parameters),
      years: [0.01, 0.05, 0.1, 0.25, 0.6, 1, 2],
      points: 101,
    };
    assert.ok(butterflyArbitrage(grid).free);
    assert.ok(calendarArbitrage(grid).free);
  }
});

test("Heston's phi is free of arbitrage from lambda = (1 + |rho|) / 4", () => {
  for (const rho of [-0.8, 0, 0.5]) {
    const phi: SsviPhi = { type: "heston", lambda: (1 + Math.abs(rho)) / 4 };
    const { calendar, butterfly } = ssviConditions({ rho, phi, points: POINTS });
    assert.ok(calendar && butterfly);
  }
});

test("conditions and grids find the arbitrage of a smile too curved and of a falling theta", () => {
  const curved: SsviParameters = { rho: -0.7, phi: { ...POWER, eta: 6 }, points: POINTS };
  assert.not(ssviConditions(curved).butterfly);
  const years = [0.05, 0.25, 1];
  assert.not(butterflyArbitrage({ surface: ssviSurface(curved), years }).free);
  const falling = { rho: 0, phi: POWER, points: [POINTS[1]!, { ...POINTS[2]!, theta: 0.07 }] };
  assert.not(ssviConditions(falling).calendar);
  const found = calendarArbitrage({ surface: ssviSurface(falling), years: [0.25, 1] });
  assert.not(found.free);
  assert.is(found.at.years, 1);
  assert.ok(found.least < 0);
});

test("a surface that gives NaN is not free of arbitrage", () => {
  const surface = { jet: () => ({ variance: Number.NaN, slope: 0, curvature: 0 }) };
  assert.not(butterflyArbitrage({ surface, years: [1] }).free);
  assert.not(calendarArbitrage({ surface, years: [1] }).free);
});

test("bad parameters are named in the error", () => {
  const good = { rho: 0, phi: POWER, points: POINTS };
  assert.throws(() => ssviSurface({ ...good, rho: -1 }), /^rho must lie between -1 and 1, got -1$/);
  assert.throws(() => ssviSurface({ ...good, points: [] }), /^points must not be empty/);
  assert.throws(
    () => ssviSurface({ ...good, phi: { type: "x" } as never }),
    /^unknown phi: x, known are powerLaw, heston$/,
  );
  const surface = ssviSurface(good);
  assert.throws(() => surface.impliedVolatility(-1, 1), /^strike must be positive, got -1$/);
  assert.throws(
    () => surface.impliedVolatility(100, Number.NaN),
    /^years must be positive, got NaN$/,
  );
});

test.run();
