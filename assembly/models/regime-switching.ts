// Brownian motion whose drift and volatility are those of a hidden state, a Markov chain that moves
// at the end of every step (Hamilton 1989). Parameters: number of states K, at most 16; K
// probabilities of the first state; K drifts, on top of the asset's; K volatilities; K x K
// probabilities of the next state, row after row.
import * as abi from "../abi";
import { LANES, ROW, ROWS } from "../tile";
import { WORD_ROW } from "../random/words";
import {
  Asset, CARRIED, CHOICES, LOGS, PLACES, ROOM, SPOTS, VARIANCES,
} from "./asset";
import { Draw, drawFirstWords, drawWords } from "./draw";
import { accumulate, fillSpots } from "./integrate";

const MOST: f64 = 16.0;
/** Bytes of a row of thresholds. */
const THRESHOLD_ROW: usize = 128;
/** A state in the room: mean, deviation, variance and its row of thresholds. */
const STATE: usize = 24 + THRESHOLD_ROW;
/** Bytes of room: the thresholds of the first state, then the states. */
export const REGIME_ROOM: f64 = 2560.0;

const WORDS: usize = memory.data(2048, 64);

export function prepareRegimes(asset: Asset, state: usize, draw: Draw): i32 {
  const parameters = <usize>asset.parameters, count = load<f64>(parameters);
  if (!(count >= 1 && count <= MOST)) return abi.BAD_CHAIN;
  const n = <usize>count, row = n << 3, dt = draw.stepYears, room = load<usize>(state, ROOM);
  const first = parameters + 8, drifts = first + row, volatilities = drifts + row;
  let sound = fillThresholds(first, n, room);
  for (let i: usize = 0; i < n; i++) {
    const place = room + THRESHOLD_ROW + i * STATE, at = i << 3;
    const volatility = load<f64>(volatilities + at), variance = volatility * volatility;
    const mean = (asset.drift - draw.rate + load<f64>(drifts + at) - 0.5 * variance) * dt;
    if (!isFinite<f64>(mean)) return abi.NOT_FINITE;
    store<f64>(place, mean);
    store<f64>(place, volatility * sqrt(dt), 8);
    store<f64>(place, variance, 16);
    sound = sound && fillThresholds(volatilities + row + i * row, n, place + 24);
  }
  return sound ? abi.OK : abi.BAD_CHAIN;
}

/** Words below threshold j of a row choose states 0 to j. Whether its probabilities add up to 1. */
function fillThresholds(probabilities: usize, count: usize, thresholds: usize): bool {
  let total: f64 = 0, sound = true;
  for (let j: usize = 0; j < count; j++) {
    const probability = load<f64>(probabilities + (j << 3));
    sound = sound && probability >= 0;
    total += probability;
    // no word is left beyond the last state
    store<f64>(thresholds + (j << 3), j + 1 == count ? Infinity : total * 4294967296.0);
  }
  return sound && abs(total - 1) <= 1e-9;
}

// @ts-ignore: decorator
@inline
function choose(thresholds: usize, word: u32): u32 {
  const drawn = <f64>word;
  let state: u32 = 0;
  for (; drawn >= load<f64>(thresholds); thresholds += 8) state++;
  return state;
}

export function openRegimes(asset: Asset, state: usize, draw: Draw): void {
  const room = load<usize>(state, ROOM);
  drawFirstWords(draw, draw.stream + PLACES, WORDS);
  for (let lane: usize = 0; lane < LANES; lane++) {
    const regime = choose(room, load<u32>(WORDS + (lane << 2)));
    const place = room + THRESHOLD_ROW + <usize>regime * STATE;
    store<u32>(state + CARRIED + (lane << 2), regime);
    store<f64>(state + VARIANCES + <usize>ROWS * ROW + (lane << 3), load<f64>(place, 16));
  }
}

export function advanceRegimes(asset: Asset, state: usize, draw: Draw): void {
  const room = load<usize>(state, ROOM) + THRESHOLD_ROW, rows = <usize>draw.rows;
  drawWords(draw, draw.stream + CHOICES, WORDS);
  for (let lane: usize = 0; lane < LANES; lane++) {
    const carried = state + CARRIED + (lane << 2);
    let place = room + <usize>load<u32>(carried) * STATE, word = WORDS + (lane << 2);
    let log = state + LOGS + (lane << 3), variance = state + VARIANCES + (lane << 3);
    for (const end = log + rows * ROW; log < end; log += ROW, variance += ROW, word += WORD_ROW) {
      store<f64>(variance, load<f64>(place, 16));
      store<f64>(log, load<f64>(place) + load<f64>(place, 8) * load<f64>(log));
      place = room + <usize>choose(place + 24, load<u32>(word)) * STATE;
    }
    store<f64>(variance, load<f64>(place, 16));
    store<u32>(carried, <u32>((place - room) / STATE));
  }
  accumulate(state + LOGS, draw.rows);
  fillSpots(state + LOGS, state + SPOTS, draw.wanted, draw.rows);
}
