// The books of a strategy whose orders reach the market some steps after its decisions.
import { LANES, ROW } from "../tile";
import { both } from "../math/lanes";
import { AIMED, Dealing, HELD, LAST, enter, expose, limited, sized, wanted } from "./account";
import { known, none, orderAt, startOf } from "./orders";

/** Carry an account through the rows of a tile: at each the order that is due, then a decision. */
export function runDelayed(account: usize, d: Dealing): void {
  const width = both(d.width), end = <usize>d.rows * ROW;
  for (let lane: usize = 0; lane < LANES << 3; lane += 16) {
    const a = account + lane;
    let held = v128.load(a, HELD), last = v128.load(a, LAST), aimed = v128.load(a, AIMED);
    let until = d.first, step = d.step;
    for (let row = lane; row < end; row += ROW) {
      const spot = v128.load(d.spots + row), order = orderAt(d, step, lane);
      const next = known(limited(d, row, held, v128.load(order)), held);
      enter(d, a, held, next, spot);
      last = v128.bitselect(spot, last, f64x2.ne(next, held));
      held = next;
      let asked = none();
      if (until == 0) {
        const from = startOf(d, held, aimed);
        asked = sized(d, from, wanted(d.strategy, d, row, from, spot, last, width));
        aimed = known(asked, from);
        until = d.every;
      }
      v128.store(order, asked);
      expose(a, held, spot);
      until--;
      step++;
    }
    v128.store(a, held, HELD);
    v128.store(a, last, LAST);
    v128.store(a, aimed, AIMED);
  }
}
