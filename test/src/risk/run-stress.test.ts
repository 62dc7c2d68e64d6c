import { suite } from "uvu";
import * as assert from "uvu/assert";
import { proportionalCosts, venueCosts } from "../../../src/hedging/costs.ts";
import { deltaHedge } from "../../../src/hedging/strategies.ts";
import { rulebookOf } from "../../../src/margin/rulebooks.ts";
import { call, put } from "../../../src/portfolio/contracts.ts";
import { blackScholes } from "../../../src/pricing/black-scholes.ts";
import { portfolio } from "../../../src/risk/portfolio.ts";
import { resilience } from "../../../src/risk/resilience.ts";
import { type RunStressOptions, runStress } from "../../../src/risk/run-stress.ts";
import { combine, type ScenarioOptions } from "../../../src/risk/scenario.ts";
import { scenarios } from "../../../src/risk/scenarios.ts";
import { stressGrid } from "../../../src/risk/stress-grid.ts";
import { near } from "../../sample.ts";
import { BOOK, MARKET } from "./book.ts";

const test = suite("run stress");
const market = { BTC: { spot: 100, volatility: 0.6 } };
const short = portfolio({ BTC: [{ quantity: -10, contract: call({ strike: 100, days: 30 }) }] });
const perpetual = portfolio({ BTC: [{ quantity: 2, contract: { type: "perpetual" } }] });
const hourly = deltaHedge({ every: "1h" });
const free = proportionalCosts({ rate: 0 });
const gap: ScenarioOptions = {
  name: "gap",
  hours: 12,
  shocks: [{ type: "gap", move: -0.3, fromHours: 4 }],
};
const run = (options: Partial<RunStressOptions>) =>
  runStress({ portfolio: short, market, scenario: gap, ...options });

test("profit is the sum of its parts at every step, and cash what was settled", () => {
  const scenario = combine(
    combine(scenarios.spike, scenarios.volatilityExplosion),
    combine(scenarios.fundingSpike, combine(scenarios.stablecoinDepeg, scenarios.thinLiquidity)),
  );
  const path = runStress({ portfolio: BOOK, market: MARKET, scenario, hedge: hourly, cash: 500 });
  let linear = 0;
  path.steps.forEach((step, k) => {
    const parts = step.bookProfit + step.hedgeProfit - step.cost - step.funding + step.cashProfit;
    near(step.profit, parts, 1e-12);
    if (k > 0) {
      const before = path.steps[k - 1]!;
      // three perpetuals and a future short, settled at once; nothing expires in three days
      const growth = (hour: number) => Math.exp(0.03 * (90 / 365 - hour / 8760));
      linear += 3 * (step.spot.BTC! - before.spot.BTC!);
      linear -= step.spot.BTC! * growth(step.hour) - before.spot.BTC! * growth(before.hour);
    }
    near(step.cash, 500 + linear + step.hedgeProfit - step.cost - step.funding, 1e-10);
  });
  // down to 0.90 at hour 12, up from hour 24 on
  near(path.steps[20]!.cashProfit, -0.1 * path.steps[20]!.cash, 1e-12);
  assert.ok(path.cost > 0 && path.funding !== 0);
});

test("a book alone ends where Black and Scholes price it", () => {
  const scenario = {
    ...gap,
    shocks: [...gap.shocks, { type: "volatility", factor: 1.5, overHours: 6 } as const],
  };
  const price = (spot: number, hours: number, volatility: number) =>
    blackScholes({ kind: "call", spot, strike: 100, volatility, years: (720 - hours) / 8760 })
      .price;
  const path = run({ scenario });
  near(path.profit, -10 * (price(70, 12, 0.9) - price(100, 0, 0.6)), 1e-10);
  near(path.steps[3]!.profit, -10 * (price(100, 3, 0.6 * 1.5 ** 0.5) - price(100, 0, 0.6)), 1e-10);
  near(path.steps[4]!.spot.BTC!, 100, 1e-12);
  near(path.steps[5]!.spot.BTC!, 70, 1e-12);
});

test("a smile and a term structure move each strike and expiry as they say", () => {
  const scenario: ScenarioOptions = {
    name: "shape",
    hours: 1,
    shocks: [
      { type: "smile", slope: -0.2, curvature: 0.1 },
      { type: "termStructure", factor: 2, days: 14 },
    ],
  };
  const book = portfolio({ BTC: [{ quantity: 1, contract: put({ strike: 80, days: 30 }) }] });
  const years = (720 - 1) / 8760,
    d = Math.log(0.8) / (0.6 * Math.sqrt(years));
  const volatility = 0.6 * Math.exp(-0.2 * d + 0.1 * d * d) * 2 ** Math.exp((-365 * years) / 14);
  const terms = { kind: "put" as const, spot: 100, strike: 80 };
  const expected =
    blackScholes({ ...terms, volatility, years }).price -
    blackScholes({ ...terms, volatility: 0.6, years: 30 / 365 }).price;
  near(run({ portfolio: book, scenario }).profit, expected, 1e-10);
});

test("a hedge that is never cut off removes a linear book's risk to the last bit", () => {
  const path = run({ portfolio: perpetual, hedge: hourly, costs: free });
  assert.is(path.profit, 0);
  assert.is(path.steps[0]!.held.BTC, -2);
});

test("a hedge through a gap loses gamma, as a replica by hand does", () => {
  const path = run({ hedge: hourly, costs: proportionalCosts({ rate: 0.001 }) });
  const option = (spot: number, hour: number) =>
    blackScholes({ kind: "call", spot, strike: 100, volatility: 0.6, years: (720 - hour) / 8760 });
  let [held, profit, cost] = [10 * option(100, 0).delta, 0, 0];
  for (let hour = 1; hour <= 12; hour++) {
    const spot = hour > 4 ? 70 : 100;
    profit += held * (spot - (hour > 5 ? 70 : 100));
    const wanted = 10 * option(spot, hour).delta;
    cost += 0.001 * spot * Math.abs(wanted - held);
    held = wanted;
  }
  near(path.steps.at(-1)!.hedgeProfit, profit, 1e-10);
  near(path.cost, cost, 1e-10);
});

test("no trade is made while the venue is down, and it is made up for when it is back", () => {
  const scenario = combine(gap, {
    name: "out",
    hours: 12,
    shocks: [{ type: "outage", fromHours: 2, hours: 5 }],
  });
  const path = run({ scenario, hedge: deltaHedge({ every: "4h" }) });
  assert.equal(path.blockedHours, [4, 5, 6, 7]);
  for (const step of path.steps.slice(3, 8)) assert.is(step.traded.BTC, 0);
  assert.ok(path.steps[8]!.traded.BTC! < -1);
  const open = run({ hedge: deltaHedge({ every: "1h" }) });
  assert.ok(open.blockedHours.length === 0 && open.profit !== path.profit);
});

test("a spot that is seen late is hedged late", () => {
  const scenario = combine(gap, {
    name: "lag",
    shocks: [{ type: "oracle", lagHours: 3 }],
    hours: 12,
  });
  const { steps } = run({ scenario, hedge: hourly });
  near(steps[7]!.observed.BTC!, 100);
  near(steps[8]!.observed.BTC!, 70, 1e-12);
  assert.ok(steps[8]!.traded.BTC! < -1 && Math.abs(steps[5]!.traded.BTC!) < 0.1);
});

test("funding is paid on perpetuals held, for the hours it lasts", () => {
  const scenario: ScenarioOptions = {
    name: "funding",
    hours: 10,
    shocks: [{ type: "funding", rate: 3, fromHours: 2, hours: 4 }],
  };
  near(run({ portfolio: perpetual, scenario }).funding, (2 * 100 * 3 * 4) / 8760, 1e-12);
});

test("a peg that breaks takes its part of the cash", () => {
  const scenario = { name: "depeg", hours: 2, shocks: [{ type: "depeg", price: 0.9 } as const] };
  near(run({ portfolio: perpetual, scenario, cash: 1000 }).profit, -100, 1e-12);
});

test("thin books cost spread and impact on every trade", () => {
  const thin: ScenarioOptions = {
    name: "thin",
    hours: 12,
    shocks: [{ type: "liquidity", halfSpread: 0.005, depth: 0.1 }],
  };
  const costs = venueCosts({ fee: 0.0004, halfSpread: 0.0001, impact: 0.002, perTrade: 0.25 });
  const [calm, dear] = [gap, combine(gap, thin)].map((scenario) =>
    run({ scenario, hedge: deltaHedge({ every: "12h" }), costs }),
  );
  const units = Math.abs(calm!.steps.at(-1)!.traded.BTC!);
  near(calm!.cost, 0.25 + 70 * units * (0.0005 + 0.002 * Math.sqrt(units)), 1e-12);
  near(dear!.cost, 0.25 + 70 * units * (0.0055 + 0.002 * Math.sqrt(units / 0.1)), 1e-12);
});

test("a venue takes whole lots, so many at a time, and charges for what is held", () => {
  const costs = venueCosts({ lot: 0.5, most: 2, funding: 0.1, capital: 0.05 });
  const { steps } = run({ hedge: hourly, costs });
  for (const { traded } of steps.slice(1)) {
    assert.is((2 * traded.BTC!) % 1, 0);
    assert.ok(Math.abs(traded.BTC!) <= 2);
  }
  // from about five units down to about none after the gap, two at a time
  assert.equal([steps[5]!.traded.BTC, steps[6]!.traded.BTC], [-2, -2]);
  const sum = steps.slice(1).reduce((total, _, k) => {
    const before = steps[k]!;
    return total + (0.15 * before.held.BTC! * before.spot.BTC!) / 8760;
  }, 0);
  near(steps.at(-1)!.funding, sum, 1e-12);
  assert.throws(
    () => run({ hedge: deltaHedge({ leland: true }) }),
    /^hedge\.leland is not an option here$/,
  );
});

test("the other coin moves by its beta, and as far as it goes when correlations are one", () => {
  const two = { BTC: { spot: 100, volatility: 0.5 }, ETH: { spot: 10, volatility: 1 } };
  const scenario: ScenarioOptions = {
    name: "btc",
    hours: 1,
    shocks: [{ type: "gap", underlying: "BTC", move: -0.2 }],
  };
  const correlations = [
    [1, 0.6],
    [0.6, 1],
  ];
  const ask = (each: ScenarioOptions) =>
    runStress({ portfolio: perpetual, market: two, scenario: each, correlations }).steps[1]!.spot
      .ETH!;
  near(ask(scenario), 10 * 0.8 ** 1.2, 1e-12);
  near(ask(combine(scenario, scenarios.correlationToOne)), 10 * 0.8 ** 2, 1e-12);
});

test("an account is liquidated when its margin is gone, later where the engine is slow", () => {
  const rulebook = {
    margin: ({ cash, positions }: { cash: number; positions: readonly { quantity: number }[] }) => {
      const size = positions.reduce((sum, { quantity }) => sum + Math.abs(quantity), 0);
      return { equity: cash, initial: 10 * size, maintenance: 5 * size };
    },
  };
  const ask = (scenario: ScenarioOptions, fee = 0) =>
    run({ portfolio: perpetual, scenario, cash: 60, rulebook, costs: free, liquidationFee: fee });
  const fast = ask(gap);
  // two perpetuals lose 60 at hour 5
  assert.equal([fast.breachedHour, fast.liquidatedHour, fast.profit], [5, 5, -60]);
  near(ask(gap, 0.01).profit, -60 - 0.01 * 2 * 70, 1e-12);
  const slow = ask(combine(gap, { ...scenarios.liquidationDelay, hours: 12 }));
  assert.equal([slow.breachedHour, slow.liquidatedHour], [5, 9]);
  const stuck = ask(
    combine(gap, { name: "stuck", shocks: [{ type: "stuckCollateral", share: 0.9 }], hours: 12 }),
  );
  assert.is(stuck.breachedHour, 1);
  assert.is(ask({ ...gap, shocks: [] }).liquidatedHour, null);
});

test("a wrong price liquidates an account that the true one would not", () => {
  const rulebook = rulebookOf({ type: "deriveStandard", parameters: {} });
  const eth = { ETH: { spot: 2000, volatility: 0.8 } };
  const book = portfolio({ ETH: [{ quantity: -10, contract: put({ strike: 2000, days: 30 }) }] });
  const ask = (scenario: ScenarioOptions) =>
    runStress({ portfolio: book, market: eth, scenario, rulebook, cash: 5000 });
  const calm = ask({ name: "calm", shocks: [] }),
    wrong = ask(scenarios.oracleError);
  assert.is(calm.liquidatedHour, null);
  assert.ok(calm.steps.every(({ margin }) => margin!.maintenance > 0));
  assert.is(wrong.liquidatedHour, 3);
  // what is left is what the book was worth at true prices, less the cost of closing it
  const terms = { kind: "put" as const, spot: 2000, strike: 2000, volatility: 0.8 };
  const [now, then] = [0, 3].map((hour) => blackScholes({ ...terms, years: (720 - hour) / 8760 }));
  const cost = 0.0005 * 10 * Math.abs(then!.delta) * 2000;
  near(wrong.cost, cost, 1e-10);
  near(wrong.profit, -10 * (then!.price - now!.price) - cost, 1e-10);
  near(wrong.steps.at(-1)!.cash, 5000 - 10 * then!.price - cost, 1e-10);
});

test("an option that expires on the way pays once", () => {
  const book = portfolio({ BTC: [{ quantity: 1, contract: put({ strike: 100, days: 0.25 }) }] });
  const scenario = {
    ...gap,
    shocks: [{ type: "gap", move: -0.3, holdHours: 3, recovery: 1 } as const],
  };
  const path = run({ portfolio: book, scenario });
  // at hour 6 the spot is back where it was: the put pays nothing and stays so
  const late = run({ portfolio: book, scenario: gap });
  near(late.steps.at(-1)!.cash, 30, 1e-10);
  near(late.steps[5]!.cash, 0);
  near(path.steps.at(-1)!.cash, 0, 1e-10);
});

test("combination does not mind the order", () => {
  const all = [
    scenarios.spike,
    scenarios.venueOutage,
    scenarios.volatilityExplosion,
    scenarios.oracleLag,
  ];
  const [a, b, c, d] = all as [ScenarioOptions, ScenarioOptions, ScenarioOptions, ScenarioOptions];
  const one = run({ scenario: combine(combine(a, b), combine(c, d)), hedge: hourly });
  const other = run({ scenario: combine(d, combine(c, combine(b, a))), hedge: hourly });
  assert.equal(one.steps, other.steps);
});

test("every scenario of the library runs, and survives JSON", () => {
  for (const each of Object.values(scenarios)) {
    const path = runStress({
      portfolio: BOOK,
      market: MARKET,
      scenario: each,
      hedge: hourly,
      cash: 1000,
    });
    const again = JSON.parse(JSON.stringify(each)) as ScenarioOptions;
    const other = runStress({
      portfolio: BOOK,
      market: MARKET,
      scenario: again,
      hedge: hourly,
      cash: 1000,
    });
    assert.equal(path, other, each.name);
    assert.ok(path.steps.every(({ profit }) => Number.isFinite(profit)));
  }
});

test("a grid is every move with every volatility, and 0 where nothing moves", () => {
  const { profits, worst, moves } = stressGrid({
    portfolio: short,
    market,
    moves: [-0.5, 0, 0.5],
    volatilities: [1, 2],
  });
  near(profits[0]![1]!, 0);
  const price = (spot: number, volatility: number) =>
    blackScholes({ kind: "call", spot, strike: 100, volatility, years: 30 / 365 }).price;
  near(profits[1]![2]!, -10 * (price(150, 1.2) - price(100, 0.6)), 1e-10);
  assert.equal([worst.move, worst.volatility, moves.length], [0.5, 2, 3]);
});

test("resilience tells how deep, how long, and what came back", () => {
  const spike: ScenarioOptions = {
    name: "spike",
    hours: 10,
    shocks: [{ type: "gap", move: -0.1, recovery: 1, holdHours: 2, recoveryHours: 2 }],
  };
  const told = resilience(run({ portfolio: perpetual, scenario: spike }));
  near(told.loss, 20, 1e-10);
  assert.equal([told.troughHour, told.recoveryHour], [1, 4]);
  near(told.recovered, 1, 1e-10);
  // up in an hour, one hour flat, down over two: by trapezoids
  const middle = 200 * (1 - 0.9 ** 0.5);
  near(told.lossHours, 10 + 20 + (20 + middle) / 2 + middle / 2, 1e-9);
  near(told.leastLiquidity, -20, 1e-10);
});

test("bad scenarios are named in the errors", () => {
  const ask = (shock: object) => () => run({ scenario: { name: "bad", shocks: [shock as never] } });
  assert.throws(ask({ type: "gap", move: -1 }), /^shocks\.0\.move must be above -1, got -1$/);
  assert.throws(ask({ type: "meteor" }), /^unknown shock: meteor, known are gap, volatility/);
  assert.throws(ask({ type: "stuckCollateral", share: 2 }), /^shocks\.0\.share must be a fraction/);
  assert.throws(
    ask({ type: "gap", move: -0.1, underlying: "SOL" }),
    /^unknown underlying: SOL, known are BTC$/,
  );
});

test.run();
