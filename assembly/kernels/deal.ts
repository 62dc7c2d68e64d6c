// One leg of a strategy through a tile: what it aims at, and its account.
import { ROW } from "../tile";
import { both, mul, sub } from "../math/lanes";
import { exponentialOf, normalQuantileOf } from "../math/scalar";
import { ACCOUNT_BYTES, Dealing, runAccount } from "../ledger/account";
import { runDelayed } from "../ledger/delayed-account";
import { runDelayedOption } from "../ledger/delayed-option-account";
import { OptionCosts, OptionDealing, runOptionAccount } from "../ledger/option-account";
import { GIVEN_BAND, HOLD, UNHEDGED, WHALLEY_WILMOTT } from "../strategies/decide";
import { fillBandScale } from "../strategies/whalley-wilmott";
import { fillRatios } from "./aims";
import { COIN, Instrument } from "./instrument";
import { DELTAS, HALF_SPREADS, PRICES, SOLD, SOLD_SPREADS, lifeOf, roomAt } from "./instruments";
import {
  Plan, TARGET, followsOption, instrumentOf, isOption, legAt, mainKind, marketOf, underlyingOf,
} from "./plan";
import { accountsAt, ordersOf, roomsAt, viewsAt } from "./prepare";
import { drawFills } from "./streams";
import { INVERSES, spotsOf } from "./study-tile";
import { slopesOf, targetsOf, viewPlace } from "./views";

const SCALES: usize = memory.data(4096, 64);
const TARGETS: usize = memory.data(4096, 64);
/** Deltas of the options that the strategy holds. */
const HELD_DELTAS: usize = memory.data(4096, 64);
/** Of an option in an account in coin: prices, also where it rolls, deltas; prices of a coin. */
const COIN_PRICES: usize = memory.data(4096, 64);
const COIN_SOLD: usize = memory.data(4096, 64);
const COIN_DELTAS: usize = memory.data(4096, 64);
const ONES: usize = memory.data(4096, 64);
const NOTHING: usize = memory.data(4224, 64);
const FILLS: usize = memory.data(4096, 64);
const DEALING: usize = memory.data(128, 16);
const OPTION_DEALING: usize = memory.data(48, 16);
const COSTS: usize = memory.data(32, 16);

/** Carry the account of leg `k` through rows `from` to `rows - 1`. */
export function deal(
  plan: Plan, workspace: usize, k: u32, step: u32, from: u32, rows: u32,
): void {
  const leg = legAt(plan, k), account = accountsAt(plan, workspace) + <usize>k * ACCOUNT_BYTES;
  if (leg.kind == UNHEDGED) return;
  const d = decisions(plan, workspace, k, step, from, rows);
  if (isOption(plan, leg)) {
    dealOption(plan, workspace, k, step, from, rows, account);
    return;
  }
  const place = viewPlace(plan, viewsAt(plan, workspace), <u32>leg.view);
  const asset = instrumentOf(plan, leg).asset, spots = spotsOf(workspace, asset);
  const skipped = <usize>from * ROW;
  d.targets = targetsOf(place) + skipped;
  d.spots = spots + skipped;
  if (followsOption(plan, k)) {
    lessHeld(targetsOf(place), from, rows);
    d.targets = TARGETS + skipped;
  }
  if (instrumentOf(plan, leg).kind >= COIN) {
    inCurrency(d.targets - skipped, spots, from, rows);
    d.targets = TARGETS + skipped;
    d.spots = INVERSES + skipped;
    if (leg.kind == HOLD) d.width = -d.width;
  }
  d.scales = SCALES + skipped;
  if (leg.kind == WHALLEY_WILMOTT) fillScales(plan, asset, spots, place, rows);
  if (leg.kind == GIVEN_BAND) d.scales = slopesOf(place) + skipped;
  if (d.delay) runDelayed(account, d);
  else runAccount(account, d);
}

/** When leg `k` decides, when orders are filled, and what limits its trades. */
function decisions(
  plan: Plan, workspace: usize, k: u32, step: u32, from: u32, rows: u32,
): Dealing {
  const leg = legAt(plan, k), instrument = instrumentOf(plan, leg);
  // a number of units is held from the first step on
  const every = leg.kind == HOLD ? <u32>marketOf(plan).steps : <u32>leg.every;
  const past = (step + from) % every, d = tradesIn(instrument, every);
  d.strategy = <i32>leg.kind;
  d.every = every;
  d.first = past == 0 ? 0 : every - past;
  d.rows = rows - from;
  d.width = leg.parameter;
  d.delay = <u32>plan.delay;
  if (d.delay) d.orders = ordersOf(plan, workspace, k);
  d.step = step + from;
  if (instrument.missed > 0) {
    drawFills(workspace, <u32>leg.instrument, FILLS);
    d.fills = FILLS + <usize>from * ROW;
    d.missBelow = normalQuantileOf(instrument.missed);
  }
  return d;
}

/** What trades in an instrument meet, where all orders are filled. */
export function tradesIn(instrument: Instrument, every: u32): Dealing {
  const d = changetype<Dealing>(DEALING);
  d.friction = frictionOf(instrument) ? 1 : 0;
  d.lot = instrument.lot;
  d.most = mostOf(instrument, every);
  d.moves = instrument.permanent != 0 ? 1 : 0;
  d.fills = 0;
  return d;
}

/** The most units of a decision, the next of which is `every` steps away; 0 for no limit. */
function mostOf(instrument: Instrument, every: u32): f64 {
  const most = instrument.most, share = instrument.flow * <f64>every;
  return share == 0 ? most : most == 0 ? share : min(most, share);
}

/** Whether there is more than proportional cost. */
function frictionOf(i: Instrument): bool {
  const traded = i.impact != 0 || i.lot != 0 || i.most != 0 || i.missed != 0;
  return traded || i.permanent != 0 || i.flow != 0 || i.funding != 0 || i.capital != 0;
}

/** The view's targets less the deltas of the options held. */
function lessHeld(targets: usize, from: u32, rows: u32): void {
  for (let row = <usize>from * ROW; row < <usize>rows * ROW; row += 16) {
    v128.store(TARGETS + row, sub(v128.load(targets + row), v128.load(HELD_DELTAS + row)));
  }
}

/** Coins wanted as quote currency owed, in spots of the start. */
function inCurrency(targets: usize, spots: usize, from: u32, rows: u32): void {
  for (let row = <usize>from * ROW; row < <usize>rows * ROW; row += 16) {
    const wanted = mul(v128.load(targets + row), v128.load(spots + row));
    v128.store(TARGETS + row, f64x2.neg(wanted));
  }
}

/** What Whalley and Wilmott's band is a multiple of, in units of the underlying. */
function fillScales(plan: Plan, asset: f64, spots: usize, place: usize, rows: u32): void {
  const market = marketOf(plan), rate = market.rate * market.stepYears;
  for (let j: u32 = 0; j < rows; j++) {
    // e^(-r (T - t)) / S, with S = spot e^(r t) s
    const discount = exponentialOf(-rate * market.steps);
    const row = <usize>j * ROW, spot = underlyingOf(plan, asset).spot;
    fillBandScale(slopesOf(place) + row, spots + row, discount / spot, SCALES + row);
  }
}

/** Carry the account of an option's leg; its deltas are added to those that the strategy holds. */
function dealOption(
  plan: Plan, workspace: usize, k: u32, step: u32, from: u32, rows: u32, account: usize,
): void {
  const leg = legAt(plan, k), instrument = instrumentOf(plan, leg), skipped = <usize>from * ROW;
  const d = changetype<Dealing>(DEALING), o = changetype<OptionDealing>(OPTION_DEALING);
  const room = roomAt(plan, roomsAt(plan, workspace), <u32>leg.instrument) + skipped;
  if (!followsOption(plan, k)) memory.fill(HELD_DELTAS + skipped, 0, <usize>(rows - from) * ROW);
  if (<i32>leg.aim != TARGET) fillRatios(plan, workspace, k, from, rows, TARGETS);
  d.targets = TARGETS + skipped;
  d.spots = room + PRICES;
  d.scales = SCALES + skipped;
  o.costs = costsOf(instrument);
  o.sold = room + SOLD;
  o.spreads = spreadsOf(instrument, room - skipped) + skipped;
  o.soldSpreads = instrument.spreads == 0 ? o.spreads : room + SOLD_SPREADS;
  o.deltas = room + DELTAS;
  o.underlying = spotsOf(workspace, instrument.asset) + skipped;
  o.held = HELD_DELTAS + skipped;
  if (mainKind(plan, k) >= COIN) {
    priceInCoin(room - skipped, from, rows);
    d.spots = COIN_PRICES + skipped;
    o.sold = COIN_SOLD + skipped;
    o.deltas = COIN_DELTAS + skipped;
    o.underlying = ONES + skipped;
  }
  o.life = lifeOf(instrument);
  // a roll is due whenever a life has passed, but for the start
  const now = step + from, past = now % o.life;
  o.rolls = now > 0 && past == 0 ? 0 : o.life - past;
  if (d.delay) runDelayedOption(account, d, o);
  else runOptionAccount(account, d, o);
}

/** Prices of an option in coin, and its deltas less them: those of wealth in coin. */
function priceInCoin(room: usize, from: u32, rows: u32): void {
  for (let row = <usize>from * ROW; row < <usize>rows * ROW; row += 16) {
    const inverse = v128.load(INVERSES + row), price = mul(v128.load(room + PRICES + row), inverse);
    v128.store(COIN_PRICES + row, price);
    v128.store(COIN_SOLD + row, mul(v128.load(room + SOLD + row), inverse));
    v128.store(COIN_DELTAS + row, sub(v128.load(room + DELTAS + row), price));
    v128.store(ONES + row, both(1));
  }
}

/** Half-spreads of an option by its table, or of nothing; a row more than of a tile. */
export function spreadsOf(instrument: Instrument, room: usize): usize {
  return instrument.spreads == 0 ? NOTHING : room + HALF_SPREADS;
}

/** What an option costs to trade. */
export function costsOf(instrument: Instrument): OptionCosts {
  const costs = changetype<OptionCosts>(COSTS);
  costs.fee = instrument.fee;
  costs.cap = instrument.cap;
  costs.halfSpread = instrument.halfSpread;
  costs.spreadOfSpot = instrument.spreadOfSpot;
  return costs;
}
