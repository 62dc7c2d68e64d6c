// A level that reverts to its mean (a funding rate, a basis), exact at every step: Uhlenbeck and
// Ornstein (1930). Its spots are the level itself, from the asset's spot on, neither discounted nor
// grown; the asset's drift is not looked at. Parameters: mean reversion; long level; volatility;
// number of the asset whose variance it moves with, or -1; weight of that variance's own normal in
// its own. The market's factor correlates the rest of its normal with the returns of assets.
import * as abi from "../abi";
import { LANES, ROW, ROWS } from "../tile";
import { add, both, mul, mulAdd } from "../math/lanes";
import { exponentialOf } from "../math/scalar";
import { Asset, CONSTANTS, LOGS, SPOTS, STREAMS, VARIANCE } from "./asset";
import { Draw, drawNormals } from "./draw";
import { fillVariance } from "./variance";

@unmanaged
class Level {
  meanReversion: f64;
  longLevel: f64;
  volatility: f64;
  /** The asset whose variance it moves with; -1 none. */
  partner: f64;
  weight: f64;
}

@unmanaged
class Constants {
  decay: f64;
  rest: f64;
  deviation: f64;
  /** Weight of the level's normal beside the variance's. */
  across: f64;
}

const OTHERS: usize = memory.data(4096, 64);

export function prepareLevel(asset: Asset, state: usize, draw: Draw): i32 {
  const level = changetype<Level>(<usize>asset.parameters), dt = draw.stepYears;
  const c = changetype<Constants>(state + CONSTANTS), reversion = level.meanReversion;
  const decay = exponentialOf(-reversion * dt);
  const span = reversion * dt > 1e-8 ? (1 - decay * decay) / (2 * reversion) : dt;
  c.decay = decay;
  c.rest = level.longLevel * (1 - decay);
  c.deviation = level.volatility * sqrt(span);
  c.across = sqrt(1 - level.weight * level.weight);
  if (!(level.partner >= -1 && level.partner <= 1023)) return abi.NOT_FINITE;
  fillVariance(state, level.volatility * level.volatility);
  return isFinite<f64>(decay * c.rest * c.deviation * c.across) ? abi.OK : abi.NOT_FINITE;
}

export function openLevel(asset: Asset, state: usize): void {
  const last = state + <usize>ROWS * ROW;
  for (let lane: usize = 0; lane < ROW; lane += 16) {
    v128.store(last + LOGS + lane, both(asset.spot));
    v128.store(last + SPOTS + lane, both(asset.spot));
  }
}

export function advanceLevel(asset: Asset, state: usize, draw: Draw): void {
  const level = changetype<Level>(<usize>asset.parameters), logs = state + LOGS;
  const c = changetype<Constants>(state + CONSTANTS), bytes = <usize>draw.rows * ROW;
  if (level.partner >= 0) {
    drawNormals(draw, <u32>level.partner * STREAMS + VARIANCE, OTHERS);
    const own = both(c.across), others = both(level.weight);
    for (let place: usize = 0; place < bytes; place += 16) {
      const other = mul(others, v128.load(OTHERS + place));
      v128.store(logs + place, mulAdd(own, v128.load(logs + place), other));
    }
  }
  const decay = both(c.decay), rest = both(c.rest), deviation = both(c.deviation);
  for (let lane: usize = 0; lane < LANES << 3; lane += 16) {
    let log = logs + lane, x = v128.load(log + <usize>ROWS * ROW);
    for (const end = log + bytes; log < end; log += ROW) {
      const shock = mulAdd(deviation, v128.load(log), rest);
      v128.store(log, x);
      x = add(mul(decay, x), shock);
    }
    v128.store(log, x);
  }
  memory.copy(state + SPOTS, logs, bytes + ROW);
}
