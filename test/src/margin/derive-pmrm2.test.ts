import { suite } from "uvu";
import * as assert from "uvu/assert";
import { deriveV2 } from "../../../src/margin/derive-pmrm2.ts";
import { DERIVE_PMRM2_MAINNET } from "../../../src/margin/derive-pmrm2-parameters.ts";
import { type Pmrm2Case, pmrm2Book, pmrm2Parameters } from "./derive-vectors.ts";
import { near, reference } from "./reference.ts";

const test = suite("derive-pmrm2");
const { cases } = reference<{ cases: Pmrm2Case[] }>("derive-pmrm2.json.gz");
const asserted = cases.filter((row) => row.asserted_in_source);

function answer(row: Pmrm2Case) {
  const { account, market } = pmrm2Book(row);
  return deriveV2(pmrm2Parameters(row)).margin(account, market);
}

test("equity and both net margins are those of the venue's own tests", () => {
  assert.is(asserted.length, 69);
  for (const row of asserted) {
    const { equity, initialExcess, maintenanceExcess } = answer(row);
    near(equity, row.expected.portfolioMtM, 1e-10, `${row.id} equity`);
    near(initialExcess, row.expected.IM, 1e-10, `${row.id} initial`);
    near(maintenanceExcess, row.expected.MM, 1e-10, `${row.id} maintenance`);
  }
});

test("every scenario's profit is that of the venue's own tests", () => {
  for (const row of asserted) {
    const { scenarios } = answer(row);
    assert.is(scenarios.length, row.expected.scenarioPnl.length);
    scenarios.forEach(({ profit, name }, i) => {
      near(profit, row.expected.scenarioPnl[i]!, 1e-9, `${row.id} ${name}`);
    });
  }
});

test("the worst of scenarios and curve is of the venue's kind", () => {
  const kind = (worst: string | null, weight: number) => {
    if (worst === "basis") return "fwd_contingency";
    if (worst?.endsWith("linear") || worst?.endsWith("absolute")) return "skew";
    return weight === 1 ? "regular" : "tail";
  };
  // a book without a loss has no worst scenario
  const losing = asserted.filter((row) => Math.min(...row.expected.scenarioPnl) < -1e-6);
  assert.ok(losing.length > 60);
  for (const row of losing) {
    const { worst, scenarios } = answer(row);
    const weight = scenarios.find(({ name }) => name === worst)?.weight ?? 1;
    assert.is(kind(worst, weight), row.expected.worst, row.id);
  }
});

test("charges by name and by holding add up to the requirement", () => {
  for (const row of asserted) {
    const { initial, maintenance, charges, contributions } = answer(row);
    for (const parts of [Object.values(charges), contributions]) {
      near(
        parts.reduce((sum, part) => sum + part.initial, 0),
        initial,
        1e-12,
        row.id,
      );
      near(
        parts.reduce((sum, part) => sum + part.maintenance, 0),
        maintenance,
        1e-12,
        row.id,
      );
    }
  }
});

test("without changes it has the grid of the venue's tests", () => {
  const [first] = asserted;
  const ours = deriveV2().parameters.scenarios,
    theirs = pmrm2Parameters(first!).scenarios!;
  assert.is(ours.length, 31);
  ours.forEach(({ move, volatility, weight }, i) => {
    near(move, theirs[i]!.move, 1e-15);
    assert.is(volatility, theirs[i]!.volatility);
    near(weight, theirs[i]!.weight, 1e-15);
  });
});

test("the deployment's grid has heavier tails than the tests'", () => {
  const row = cases.find(({ id }) => id.includes("tails_slightly_otm_call"))!;
  const { account, market } = pmrm2Book(row);
  const tests = deriveV2().margin(account, market),
    live = deriveV2(DERIVE_PMRM2_MAINNET).margin(account, market);
  assert.ok(live.initial > tests.initial);
});

test("a skew with a move of the spot, a strange option and no scenario are refused", () => {
  const skew = { move: 0.18, volatility: "linear", weight: 5 } as const;
  assert.throws(
    () => deriveV2({ scenarios: [skew] }),
    /^move of a skew scenario must be 0, got 0.18$/,
  );
  assert.throws(() => deriveV2({ scenarios: [] }), /^scenarios must have at least one, got none$/);
  assert.throws(
    () => deriveV2({ volatilty: { up: 1 } } as never),
    /^parameters.volatilty is not an option here$/,
  );
  assert.throws(
    () => deriveV2({ volatility: { up: Number.NaN } }),
    /^parameters.volatility.up must be finite, got NaN$/,
  );
});

test("a scenario that is not complete and a haircut that is missing are refused", () => {
  const scenario = { move: 0.1, volatility: "up", weight: 1 } as const;
  assert.throws(
    () => deriveV2({ scenarios: [{ ...scenario, volatility: "sideways" as never }] }),
    /^scenarios.0.volatility must be one of up, none, down, linear, absolute, got "sideways"$/,
  );
  assert.throws(
    () => deriveV2({ scenarios: [scenario, { ...scenario, weight: undefined as never }] }),
    /^scenarios.1.weight must be a number, got nothing$/,
  );
  const collateral = { XYZ: { maintenanceHaircut: 0.1, cancelsRisk: false } as never };
  const market = {
    underlyings: { BTC: { spot: { price: 100 } } },
    currencies: { XYZ: { price: 1 } },
  };
  assert.throws(
    () =>
      deriveV2({ collateral }).margin({ collateral: [{ currency: "XYZ", quantity: 1 }] }, market),
    /^collateral.XYZ.initialHaircut must be a number, got undefined$/,
  );
  const unsaid = { XYZ: { maintenanceHaircut: 0.1, initialHaircut: 0.1 } as never };
  assert.throws(
    () =>
      deriveV2({ collateral: unsaid }).margin(
        { collateral: [{ currency: "XYZ", quantity: 1 }] },
        market,
      ),
    /^collateral.XYZ.cancelsRisk must be true or false, got undefined$/,
  );
});

test("a currency without haircuts is not collateral", () => {
  const market = {
    underlyings: { BTC: { spot: { price: 100 } } },
    currencies: { XYZ: { price: 1 } },
  };
  assert.throws(
    () => deriveV2().margin({ collateral: [{ currency: "XYZ", quantity: 1 }] }, market),
    /^collateral XYZ is not taken, known are none$/,
  );
});

test.run();
