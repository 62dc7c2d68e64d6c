import type { TargetTables } from "../../core/hedging.ts";
import { optionGreeks } from "../../core/options.ts";
import type { Zakamouline } from "../bands.ts";
import type { StudyDescription } from "../description.ts";
import { blackDeltas } from "./black-deltas.ts";
import { tables } from "./forecast-deltas.ts";
import { type LiveOption, liveOptions, type StudySteps, YEAR } from "./live-options.ts";
import { logsOf, plainBend, rowOver, single } from "./target-rows.ts";

/** Nodes a deviation. */
const FINENESS = 16;
/** Room for the adjusted volatility beside the plain one. */
const WIDER = 1.5;

/**
 * Targets and half widths H0 + H1 of Zakamouline (2006), with l the cost, a the risk aversion and T
 * the time left: H0 = l / (a S s^2 T), H1 = 1.12 l^0.31 T^0.05 (e^(-r T) / s)^0.25 (|gamma| / a)^0.5,
 * around the delta at the variance s^2 (1 + K) of options bought and s^2 (1 - K) of options sold, K =
 * -4.76 l^0.78 T^-0.02 (e^(-r T) / s)^0.25 (a S^2 |gamma|)^0.15. Gamma is that of the book.
 */
export function zakamoulineTargets(
  { riskAversion }: Zakamouline,
  description: StudyDescription,
  steps: StudySteps,
  decides: (step: number) => boolean,
): TargetTables {
  const { market, costs } = description,
    cost = costs.type === "proportional" ? costs.rate : costs.fee + costs.halfSpread;
  if (new Set(description.book.positions.map(({ contract }) => contract.days)).size > 1) {
    throw new RangeError("band zakamouline needs a book of one expiry");
  }
  const make = (step: number) => {
    const options = liveOptions(description, steps, step),
      row = rowOver(options, (option) => plainBend(WIDER * deviationOf(option)), WIDER * FINENESS),
      logs = logsOf(row);
    const unit = market.spot * Math.exp((market.rate * step * steps.stepSeconds) / YEAR);
    const spots = logs.map((log) => unit * Math.exp(log)),
      gammas = gammasOf(options, logs, spots);
    const { years, volatility } = options[0]!,
      aged = (Math.exp(-market.rate * years) / volatility) ** 0.25;
    const widths = gammas.map((gamma, i) => {
      const still = cost / (riskAversion * spots[i]! * volatility ** 2 * years);
      return still + 1.12 * cost ** 0.31 * years ** 0.05 * aged * Math.sqrt(gamma / riskAversion);
    });
    const shifts = gammas.map(
      (gamma, i) =>
        4.76 *
        cost ** 0.78 *
        years ** -0.02 *
        aged *
        (riskAversion * spots[i]! ** 2 * gamma) ** 0.15,
    );
    const values = new Float64Array(row.count);
    for (const option of options) addDeltas(option, logs, shifts, values);
    return single({ start: row.start, width: row.width, values, widths });
  };
  return { steps: tables(description, steps, decides, make) };
}

function deviationOf({ volatility, years }: LiveOption): number {
  return Math.max(volatility * Math.sqrt(years), 1e-9);
}

/** Size of the book's gamma. */
function gammasOf(options: readonly LiveOption[], logs: Float64Array, spots: Float64Array) {
  const sum = new Float64Array(logs.length);
  for (const option of options) {
    const deviation = deviationOf(option),
      { densities } = blackDeltas(option, logs, deviation);
    sum.forEach((value, i) => {
      sum[i] = value + (option.quantity * densities[i]!) / (spots[i]! * deviation);
    });
  }
  return sum.map(Math.abs);
}

/** Add what hedges an option at its adjusted variance. */
function addDeltas(
  option: LiveOption,
  logs: Float64Array,
  shifts: Float64Array,
  values: Float64Array,
): void {
  const { call, quantity, logStrike } = option,
    side = quantity > 0 ? -1 : 1,
    most = shifts.reduce((a, b) => Math.max(a, b), 0);
  if (side < 0 && !(most < 1)) {
    throw new RangeError(
      `band zakamouline leaves options bought no variance at these costs: K reaches -${most}`,
    );
  }
  const spot = logs.map((log) => Math.exp(log - logStrike)),
    volatility = shifts.map((shift) => deviationOf(option) * Math.sqrt(1 + side * shift));
  const { delta } = optionGreeks({ spot, strike: 1, years: 1, volatility }, ["delta"]);
  values.forEach((value, i) => {
    values[i] = value - quantity * (delta[i]! - (call ? 0 : 1));
  });
}
