// The books of a strategy in one option, where orders take some steps. Rolls are known beforehand:
// they are traded when they are due, new contracts as decided then, and orders for old ones lapse.
import { LANES, ROW } from "../tile";
import { both, constant, sub } from "../math/lanes";
import { AIMED, Dealing, HELD, LAST, limited, sized, wanted } from "./account";
import { OptionDealing, keep, trade } from "./option-account";
import { dropOrders, known, none, orderAt, startOf } from "./orders";

const ZERO: usize = memory.data<f64>([0.0], 8);
const FAR: usize = memory.data<f64>([1e-300], 8); // any spot is a move from it

/** Carry an account through the rows of a tile: rolls, orders that are due, decisions. */
export function runDelayedOption(account: usize, d: Dealing, option: OptionDealing): void {
  const width = both(d.width), end = <usize>d.rows * ROW, costs = option.costs;
  for (let lane: usize = 0; lane < LANES << 3; lane += 16) {
    const a = account + lane;
    let held = v128.load(a, HELD), last = v128.load(a, LAST), aimed = v128.load(a, AIMED);
    let until = d.first, rolls = option.rolls, step = d.step;
    for (let row = lane; row < end; row += ROW) {
      const price = v128.load(d.spots + row), spot = v128.load(option.underlying + row);
      const order = orderAt(d, step, lane), rolled = rolls == 0;
      let asked = v128.load(order);
      if (rolled) {
        const half = v128.load(option.soldSpreads + row);
        trade(a, costs, f64x2.neg(held), v128.load(option.sold + row), spot, half);
        dropOrders(d, lane);
        held = constant(ZERO);
        last = constant(FAR);
        rolls = option.life;
        asked = wanted(d.strategy, d, row, held, spot, last, width);
      }
      const next = known(limited(d, row, held, asked), held);
      trade(a, costs, sub(next, held), price, spot, v128.load(option.spreads + row));
      last = v128.bitselect(spot, last, f64x2.ne(next, held));
      held = next;
      if (rolled) aimed = held;
      asked = none();
      if (until == 0) {
        const from = startOf(d, held, aimed);
        if (!rolled) asked = sized(d, from, wanted(d.strategy, d, row, from, spot, last, width));
        aimed = known(asked, from);
        until = d.every;
      }
      v128.store(order, asked);
      keep(a, option, row, held, price);
      until--;
      rolls--;
      step++;
    }
    v128.store(a, held, HELD);
    v128.store(a, last, LAST);
    v128.store(a, aimed, AIMED);
  }
}
