// History resampled in blocks, which keep what returns have to do with those before them. Blocks
// have geometric lengths (the stationary bootstrap of Politis and Romano 1994) or one length (the
// circular one, Politis and Romano 1992); both take the first return to follow the last.
// Parameters: scheme (0 stationary, 1 circular); mean length of a block in steps; number of the
// asset whose blocks are shared; number of returns; log returns of one step, on top of the drift.
// Assets that share blocks are resampled jointly: step t of all comes from one time.
import * as abi from "../abi";
import { LANES, ROW } from "../tile";
import { WORD_ROW } from "../random/words";
import { Asset, CARRIED, CHOICES, LOGS, PLACES, SPOTS, STREAMS } from "./asset";
import { Draw, drawWords } from "./draw";
import { accumulate, fillSpots } from "./integrate";
import { fillVariance } from "./variance";

@unmanaged
class History {
  scheme: f64;
  meanLength: f64;
  leader: f64;
  count: f64;
}

const HISTORY_BYTES: usize = 32;
const STATIONARY: i32 = 0;

const CHOSEN: usize = memory.data(2048, 64);
const SOUGHT: usize = memory.data(2048, 64);

export function prepareBootstrap(asset: Asset, state: usize, draw: Draw): i32 {
  const history = changetype<History>(<usize>asset.parameters), count = history.count;
  if (!(history.scheme == 0 || history.scheme == 1)) return abi.UNKNOWN_MODEL;
  if (!(count >= 2 && count <= 4294967295)) return abi.BAD_HISTORY;
  if (!(history.meanLength >= 1 && history.leader >= 0)) return abi.BAD_HISTORY;
  if (!(history.leader <= 1023 && history.meanLength <= 4294967295)) return abi.BAD_HISTORY;
  const returns = <usize>asset.parameters + HISTORY_BYTES, end = returns + (<usize>count << 3);
  let sum: f64 = 0, squares: f64 = 0;
  for (let r = returns; r < end; r += 8) sum += load<f64>(r);
  const mean = sum / count;
  for (let r = returns; r < end; r += 8) squares += (load<f64>(r) - mean) * (load<f64>(r) - mean);
  fillVariance(state, squares / count / draw.stepYears);
  return isFinite<f64>(squares) ? abi.OK : abi.NOT_FINITE;
}

export function advanceBootstrap(asset: Asset, state: usize, draw: Draw): void {
  const history = changetype<History>(<usize>asset.parameters), count = history.count;
  const returns = <usize>asset.parameters + HISTORY_BYTES, rows = draw.rows, first = draw.step;
  const drift = (asset.drift - draw.rate) * draw.stepYears, last = <u32>count - 1;
  const stream = <u32>history.leader * STREAMS, length = <u32>history.meanLength;
  const stationary = <i32>history.scheme == STATIONARY;
  const ending = 4294967296.0 / history.meanLength;
  if (stationary) drawWords(draw, stream + CHOICES, CHOSEN);
  drawWords(draw, stream + PLACES, SOUGHT);
  for (let lane: usize = 0; lane < LANES; lane++) {
    const carried = state + CARRIED + (lane << 2);
    let place = load<u32>(carried), word = lane << 2, log = state + LOGS + (lane << 3);
    for (let j: u32 = 0; j < rows; j++, word += WORD_ROW, log += ROW) {
      const step = first + j;
      const ends = stationary
        ? step == 0 || <f64>load<u32>(CHOSEN + word) < ending
        : step % length == 0;
      if (ends) {
        // floor(u x count) of a uniform in [0, 1)
        place = <u32>(<f64>load<u32>(SOUGHT + word) * (1.0 / 4294967296.0) * count);
      } else {
        place = place == last ? 0 : place + 1;
      }
      store<f64>(log, drift + load<f64>(returns + (<usize>place << 3)));
    }
    store<u32>(carried, place);
  }
  accumulate(state + LOGS, rows);
  fillSpots(state + LOGS, state + SPOTS, draw.wanted, rows);
}
