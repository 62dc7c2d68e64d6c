import { suite } from "uvu";
import * as assert from "uvu/assert";
import { deriveStandard } from "../../../src/margin/derive-standard.ts";
import { type StandardCase, standardBook } from "./derive-vectors.ts";
import { near, reference } from "./reference.ts";

const test = suite("derive-standard");
const { cases } = reference<{ cases: StandardCase[] }>("derive-standard.json");

test("equity and both net margins are those of the venue's own tests", () => {
  assert.is(cases.length, 14);
  for (const row of cases) {
    const { account, market } = standardBook(row);
    const { equity, initialExcess, maintenanceExcess } = deriveStandard().margin(account, market);
    near(equity, row.expected.portfolioMtM, 1e-12, `${row.id} equity`);
    near(initialExcess, row.expected.IM, 1e-12, `${row.id} initial`);
    near(maintenanceExcess, row.expected.MM, 1e-12, `${row.id} maintenance`);
  }
});

test("charges by name and by holding add up to the requirement", () => {
  for (const row of cases) {
    const { account, market } = standardBook(row);
    const { initial, maintenance, charges, contributions } = deriveStandard().margin(
      account,
      market,
    );
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

const perpetual = { type: "perpetual", underlying: "ETH" } as const;

test("doubt and a fallen stable coin are charged on new risk alone", () => {
  const account = { positions: [{ quantity: -2, contract: perpetual }] };
  const market = (confidence: number, stable: number) => ({
    underlyings: { ETH: { spot: { price: 1000 }, perpetual: { price: 1010, confidence } } },
    stable: { price: stable },
  });
  const sure = deriveStandard().margin(account, market(1, 1));
  near(sure.initial, 2 * 1010 * 0.065, 1e-14);
  const doubt = deriveStandard().margin(account, market(0.3, 1));
  near(doubt.initial - sure.initial, 0.7 * 0.4 * 2 * 1000, 1e-12);
  const depeg = deriveStandard().margin(account, market(1, 0.95));
  near(depeg.initial - sure.initial, (0.98 - 0.95) * 1.2 * 2 * 1000, 1e-12);
  assert.is(doubt.maintenance, sure.maintenance);
  assert.is(depeg.maintenance, sure.maintenance);
});

test("an underlying may have terms of its own", () => {
  const account = { positions: [{ quantity: 1, contract: perpetual }] },
    market = { underlyings: { ETH: { spot: { price: 1000 }, perpetual: { price: 1000 } } } };
  const rules = deriveStandard({ markets: { ETH: { perpetualInitial: 0.2 } } });
  near(rules.margin(account, market).initial, 200, 1e-14);
  near(rules.margin(account, market).maintenance, 50, 1e-14);
});

test.run();
