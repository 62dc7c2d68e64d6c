// What a leg of an option aims at: the number of contracts that removes a Greek of the book.
import { ROW } from "../tile";
import { both } from "../math/lanes";
import { greekRatio, pairRatio } from "../strategies/greek-ratio";
import { BOOK_GAMMAS, BOOK_VEGAS, greeksAt } from "./greek-tiles";
import { GAMMAS, VEGAS, roomAt } from "./instruments";
import { BOTH_FIRST, BOTH_SECOND, GAMMA, Leg, Plan, legAt } from "./plan";
import { greeksPlace, roomsAt } from "./prepare";

/** Contracts wanted by leg `k` in rows `from` to `rows - 1`, to a tile. */
export function fillRatios(
  plan: Plan, workspace: usize, k: u32, from: u32, rows: u32, out: usize,
): void {
  const leg = legAt(plan, k), aim = <i32>leg.aim, bound = both(leg.bound);
  const book = greeksAt(plan, greeksPlace(plan, workspace), <u32>leg.view);
  const own = roomOf(plan, workspace, leg);
  if (aim == BOTH_FIRST || aim == BOTH_SECOND) {
    const other = roomOf(plan, workspace, legAt(plan, aim == BOTH_FIRST ? k + 1 : k - 1));
    for (let row = <usize>from * ROW; row < <usize>rows * ROW; row += 16) {
      const gamma = v128.load(book + BOOK_GAMMAS + row), vega = v128.load(book + BOOK_VEGAS + row);
      const gamma1 = v128.load(own + GAMMAS + row), vega1 = v128.load(own + VEGAS + row);
      const gamma2 = v128.load(other + GAMMAS + row), vega2 = v128.load(other + VEGAS + row);
      const units = pairRatio(gamma, vega, gamma1, vega1, gamma2, vega2, bound);
      v128.store(out + row, units);
    }
    return;
  }
  const total = book + (aim == GAMMA ? BOOK_GAMMAS : BOOK_VEGAS);
  const each = own + (aim == GAMMA ? GAMMAS : VEGAS);
  for (let row = <usize>from * ROW; row < <usize>rows * ROW; row += 16) {
    v128.store(out + row, greekRatio(v128.load(total + row), v128.load(each + row), bound));
  }
}

function roomOf(plan: Plan, workspace: usize, leg: Leg): usize {
  return roomAt(plan, roomsAt(plan, workspace), <u32>leg.instrument);
}
