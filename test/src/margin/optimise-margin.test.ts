import { suite } from "uvu";
import * as assert from "uvu/assert";
import { deltaMargin } from "../../../src/margin/delta-margin.ts";
import { deribitPortfolio } from "../../../src/margin/deribit-portfolio.ts";
import { deriveV2 } from "../../../src/margin/derive-pmrm2.ts";
import { solveProgram } from "../../../src/margin/linear-program.ts";
import { marginFrontier } from "../../../src/margin/margin-frontier.ts";
import type { MarginMarketInput } from "../../../src/margin/market.ts";
import { optimiseMargin } from "../../../src/margin/optimise-margin.ts";
import type {
  OptimiseMarginOptions,
  TradeCandidate,
} from "../../../src/margin/optimise-problem.ts";
import { span } from "../../../src/margin/span.ts";
import { near } from "../../sample.ts";

const test = suite("optimiseMargin");

const STRIKES = [50_000, 55_000, 60_000, 65_000, 70_000];
const market: MarginMarketInput = {
  underlyings: {
    BTC: {
      spot: { price: 60_000 },
      perpetual: { price: 60_000 },
      expiries: [
        {
          days: 30,
          forward: 60_000,
          volatilities: STRIKES.map((strike) => ({ strike, volatility: 0.55 })),
        },
      ],
    },
  },
};
const option = (type: "call" | "put", strike: number) =>
  ({ type, strike, days: 30, underlying: "BTC" }) as const;
const perpetual = { type: "perpetual", underlying: "BTC" } as const;
const rules = deribitPortfolio({ settlement: "linear" });

/** Present price of one contract by the rulebook itself. */
function markOf(contract: TradeCandidate["contract"]): number {
  if (contract.type === "perpetual") return 60_000;
  return rules.margin({ positions: [{ quantity: 1, contract }] }, market).equity;
}

const candidate = (
  contract: TradeCandidate["contract"],
  more: Partial<TradeCandidate> = {},
): TradeCandidate => {
  const mark = markOf(contract);
  return { venue: "deribit", contract, mark, bid: mark * 0.99, ask: mark * 1.01, ...more };
};
const account = {
  positions: [
    { quantity: -10, contract: option("call", 65_000) },
    { quantity: -10, contract: option("put", 55_000) },
  ],
  cash: 1_000_000,
};
/** Every option but the two that are sold: closing them would be the answer to everything. */
const chain = [
  ...STRIKES.flatMap((strike) => [
    ...(strike === 65_000 ? [] : [candidate(option("call", strike))]),
    ...(strike === 55_000 ? [] : [candidate(option("put", strike))]),
  ]),
  candidate(perpetual, { bid: 59_990, ask: 60_010, fee: 30 }),
];
const problem: OptimiseMarginOptions = {
  venues: { deribit: { rulebook: rules, account, market } },
  candidates: chain,
};

test("a linear program is solved, whole numbers and infeasible ones too", async () => {
  const columns = [
    { cost: 2, isWhole: true },
    { cost: 3, most: 3 },
  ];
  const rows = [{ terms: [0, 1].map((column) => ({ column, coefficient: 1 })), least: 1.5 }];
  assert.equal(await solveProgram(columns, rows), [1, 0.5]);
  const no = [{ terms: [{ column: 1, coefficient: 1 }], least: 4 }];
  assert.is(await solveProgram(columns, no), undefined);
});

test("wings bought lower the margin of a short strangle, and more than they cost", async () => {
  const found = await optimiseMargin(problem);
  assert.ok(found.margin + found.cost < found.before);
  assert.ok(found.margin < 0.7 * found.before);
  assert.ok(found.trades.length > 0);
});

test("the margin is the rulebook's own on the account after the trades", async () => {
  const { trades, margin, venues, cost } = await optimiseMargin(problem);
  const marks = trades.reduce(
    (sum, { contract, quantity }) =>
      sum + quantity * (contract.type === "perpetual" ? 0 : markOf(contract)),
    0,
  );
  const after = rules.margin(
    {
      positions: [
        ...account.positions,
        ...trades.map(({ contract, quantity }) => ({ contract, quantity })),
      ],
      cash: account.cash - marks - cost,
    },
    market,
  );
  near(margin, after.initial, 1e-9);
  near(venues.deribit!.after.equity, after.equity, 1e-9);
  // a trade at its mark changes equity by its cost alone
  near(venues.deribit!.before.equity - after.equity, cost, 1e-6);
});

test("without dampener the program's estimate is the exact margin", async () => {
  const linear = deribitPortfolio({ settlement: "linear", extended: { dampener: 0 } });
  const found = await optimiseMargin({
    ...problem,
    venues: { deribit: { rulebook: linear, account, market } },
  });
  near(found.estimate, found.margin, 1e-6);
});

test("a budget is kept, and a frontier only falls", async () => {
  const frontier = await marginFrontier({ ...problem, budgets: [0, 200, 1000, 5000] });
  assert.is(frontier[0]!.margin, frontier[0]!.before);
  frontier.forEach(({ cost, budget, margin }, i) => {
    assert.ok(cost <= budget + 1e-6, `${cost} of ${budget}`);
    if (i > 0) assert.ok(margin <= frontier[i - 1]!.margin);
  });
  assert.ok(frontier[1]!.savedPerCost > frontier[3]!.savedPerCost);
});

test("Greeks stay within their limits", async () => {
  const limits = { BTC: { delta: { least: -0.5, most: 0.5 }, vega: { least: -4e4 } } };
  const found = await optimiseMargin({ ...problem, limits });
  const { contractGreeks } = await import("../../../src/margin/book-greeks.ts");
  const { marginAccount } = await import("../../../src/margin/account.ts");
  const { marginMarket } = await import("../../../src/margin/market.ts");
  const book = [...marginAccount(account).positions, ...found.trades];
  const greeks = contractGreeks(
    book.map(({ contract }) => contract),
    marginMarket(market),
  );
  const sum = (greek: "delta" | "vega") =>
    book.reduce((total, { quantity }, i) => total + quantity * greeks[i]![greek], 0);
  assert.ok(Math.abs(sum("delta")) < 0.5 + 1e-6);
  assert.ok(sum("vega") > -4e4 - 1e-3);
});

test("lots are whole", async () => {
  const found = await optimiseMargin({
    ...problem,
    candidates: chain.map((one) => ({ ...one, lot: 0.5 })),
  });
  for (const { quantity } of found.trades) assert.is(quantity % 0.5, 0);
  assert.ok(found.margin < found.before);
});

test("depth is kept", async () => {
  const candidates = chain.map((one) => ({ ...one, askSize: 2, bidSize: 1 }));
  const { trades } = await optimiseMargin({ ...problem, candidates });
  for (const { quantity } of trades) assert.ok(quantity <= 2 + 1e-9 && quantity >= -1 - 1e-9);
});

test("where nothing helps nothing is traded", async () => {
  const dear = chain.map((one) => ({ ...one, ask: one.ask * 100 + 1e5, bid: 0 }));
  const found = await optimiseMargin({ ...problem, candidates: dear });
  assert.equal(found.trades, []);
  assert.is(found.margin, found.before);
});

test("limits that no trade can meet are named, with how near trades come", async () => {
  const limits = { BTC: { gamma: { least: 1 } } };
  const candidates = [candidate(option("call", 60_000), { askSize: 1 })];
  try {
    await optimiseMargin({ ...problem, candidates, limits });
    assert.unreachable();
  } catch (error) {
    assert.match(
      (error as Error).message,
      /^limits cannot be met: gamma of BTC must be from 1 to Infinity, at best -?\d/,
    );
  }
});

test("an offsetting position moves to where its hedge is, and cash to where it lacks", async () => {
  const delta = deltaMargin({ hedged: 0 });
  const venues = {
    a: {
      rulebook: delta,
      market,
      account: { positions: [{ quantity: 5, contract: perpetual }], cash: 50_000 },
    },
    b: {
      rulebook: delta,
      market,
      account: { positions: [{ quantity: -5, contract: perpetual }], cash: 1000 },
    },
  };
  const at = (venue: string): TradeCandidate => ({
    ...{ venue, contract: perpetual, mark: 60_000, bid: 59_995, ask: 60_005 },
  });
  const moved = await optimiseMargin({
    venues,
    candidates: [at("a"), at("b")],
    limits: { BTC: { delta: { least: 0, most: 0 } } },
  });
  near(moved.before, 2 * 0.02 * 5 * 60_000);
  near(moved.margin, 0, 1e-6);
  near(moved.cost, 10 * 5, 1e-6);
  const paid = await optimiseMargin({
    venues,
    candidates: [],
    transfers: [{ from: "a", to: "b", most: 1e6, fee: 0.001 }],
  });
  assert.ok(paid.shortfallBefore > 4999);
  near(paid.shortfall, 0, 1e-6);
  near(paid.transfers[0]!.amount, 5000, 1e-6);
});

test("other rulebooks are optimised too, never to worse than the start", async () => {
  const books = [
    deriveV2(),
    span({
      products: { BTC: { priceScan: 6000, volatilityScan: { unit: "points", size: 0.1 } } },
    }),
  ];
  for (const rulebook of books) {
    const candidates = chain.filter(({ contract }) =>
      rulebook.listed.types.includes(contract.type),
    );
    const found = await optimiseMargin({
      ...problem,
      candidates,
      venues: { deribit: { rulebook, account, market } },
    });
    assert.ok(found.margin + found.cost < found.before, rulebook.name);
  }
});

test("bad problems are named", async () => {
  const fails = async (more: object, message: RegExp) => {
    try {
      await optimiseMargin({ ...problem, ...more });
    } catch (error) {
      assert.match((error as Error).message, message);
      return;
    }
    assert.unreachable(String(message));
  };
  const [first] = chain;
  await fails(
    { candidates: [{ ...first, venue: "okx" }] },
    /^venues has no okx, known are deribit$/,
  );
  await fails({ candidates: [{ ...first, bid: 9e9 }] }, /^bid must be at most the ask/);
  await fails({ budget: Number.NaN }, /^budget must/);
  await fails(
    { limits: { BTC: { delta: { least: 1, most: 0 } } } },
    /^delta of BTC must have a least/,
  );
});

test.run();
