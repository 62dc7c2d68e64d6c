import { randomUUID } from "node:crypto";
import { escapeMarkup } from "../charts/text.ts";
import { OBSERVED } from "../charts/theme.ts";
import { notebookScreen } from "./screen.ts";

/** Called with the work done and the whole of it, in one unit, as often as one likes. */
export type Progress = (done: number, total: number) => void;

type Draw = (line: string, done: number, total: number) => void;

/** Letters of a bar on a terminal. */
const WIDTH = 24;
/** Of a bar on a page, on light and on dark. */
const FRAME = "display:inline-block;width:16em;height:.6em;border-radius:.3em;margin-right:.8em";
const GROUND = "rgba(128,128,128,.35)";
/** Milliseconds between two drawings. */
const PAUSE = 100;

/**
 * A callback that keeps one live bar with the rate and the time left: in the running notebook cell,
 * or on a terminal's standard error. Silent where there is neither.
 */
export function progress(label = ""): Progress {
  const draw = drawer();
  const start = performance.now();
  let drawn = Number.NEGATIVE_INFINITY;
  return (done, total) => {
    const now = performance.now();
    if (done < total && now - drawn < PAUSE) return;
    drawn = now;
    draw(progressLine(label, done, total, (now - start) / 1000), done, total);
  };
}

/** `paths 40 %, 1.2M/s, 3 s left`; when all is done, the time it took. */
export function progressLine(label: string, done: number, total: number, seconds: number): string {
  const head = `${label} ${Math.floor((100 * done) / total)} %`.trimStart();
  if (done >= total) return `${head}, ${shortCount(total)} in ${duration(seconds)}`;
  if (!(done > 0 && seconds > 0)) return head;
  const left = (seconds * (total - done)) / done;
  return `${head}, ${shortCount(done / seconds)}/s, ${duration(left)} left`;
}

function drawer(): Draw {
  const screen = notebookScreen();
  const name = randomUUID();
  if (screen) return (...drawing) => screen.display(bar(...drawing), name);
  return process.stderr.isTTY ? drawLine : () => {};
}

function drawLine(line: string, done: number, total: number): void {
  const full = Math.round((WIDTH * done) / total);
  const drawn = `${"\u2588".repeat(full)}${"\u2591".repeat(WIDTH - full)}`;
  process.stderr.write(`\r\u001b[2K${drawn} ${line}${done >= total ? "\n" : ""}`);
}

function bar(line: string, done: number, total: number): Record<string, string> {
  const percent = ((100 * done) / total).toFixed(1);
  const filled = `background:linear-gradient(to right,${OBSERVED} ${percent}%,${GROUND} 0)`;
  const markup =
    `<div role="progressbar" aria-valuenow="${percent}" style="${FRAME};${filled}"></div>` +
    `<span style="font-variant-numeric:tabular-nums">${escapeMarkup(line)}</span>`;
  return { "text/html": markup, "text/plain": line };
}

function shortCount(value: number): string {
  return value.toLocaleString("en-US", { notation: "compact", maximumSignificantDigits: 3 });
}

function duration(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 100) return `${Math.round(seconds)} s`;
  return `${Math.round(seconds / 60)} min`;
}
