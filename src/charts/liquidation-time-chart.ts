import type { MarginAlongPaths } from "../margin/along-paths/margin-along-paths.ts";
import { compose, plotLibrary } from "./compose.ts";
import { endMarks, endsOf, LEADER } from "./end-labels.ts";
import type { ChartOptions, Figure } from "./figure.ts";
import { plain, tickLabel } from "./numbers.ts";
import { shorten, textWidth } from "./text.ts";
import { BELOW, methodColor, SIZE } from "./theme.ts";

const MARGIN = { top: 28, bottom: 46, left: 62 };

/**
 * Share of paths that are liquidated by each day, a line an account, bands of two standard errors.
 * Lines are named for strategies, and for rulebooks too where a strategy comes twice.
 */
export function liquidationTimeChart(
  accounts: readonly MarginAlongPaths[],
  { width = 720, height = 360 }: ChartOptions = {},
): Figure {
  if (accounts.length === 0) throw new RangeError("accounts must have at least one, got none");
  const { areaY, line } = plotLibrary();
  const names = namesOf(accounts);
  const points = accounts.flatMap(({ liquidation }, index) =>
    liquidation.through.map(({ days, share: { value, standardError } }) => ({
      ...{ index, days, share: 100 * value },
      low: 100 * Math.max(0, value - 2 * standardError),
      high: 100 * Math.min(1, value + 2 * standardError),
    })),
  );
  const ended = accounts.map(({ liquidation }, index) => ({
    ...{ index, level: 100 * liquidation.probability.value },
    label: shorten(names[index]!, SIZE.label, 170),
  }));
  const marginRight =
    LEADER + 12 + Math.max(30, ...ended.map(({ label }) => textWidth(label, SIZE.label)));
  const inside = { top: MARGIN.top, bottom: height - MARGIN.bottom, right: width - marginRight },
    domain: [number, number] = [0, Math.max(...points.map(({ high }) => high))],
    levels = ended.map(({ level }) => level);
  const paint = ({ index }: { readonly index: number }) => methodColor(index);
  return compose({
    title: titleOf(accounts, names),
    subtitle: "Share of paths on which equity has been below maintenance by then",
    caption: "Bands: two standard errors.",
    plots: [
      {
        ...{ width, height, marginTop: MARGIN.top, marginBottom: MARGIN.bottom },
        ...{ marginLeft: MARGIN.left, marginRight },
        x: { ...BELOW, label: "Days", tickFormat: tickLabel },
        y: { domain, label: "Liquidated (%)", tickFormat: tickLabel, grid: true, ticks: 6 },
        marks: [
          areaY(points, {
            ...{ x: "days", y1: "low", y2: "high", z: "index", curve: "step-after" },
            ...{ fill: paint, fillOpacity: 0.16 },
          }),
          line(points, {
            ...{ x: "days", y: "share", z: "index", curve: "step-after" },
            ...{ stroke: paint, strokeWidth: 1.5 },
          }),
          ...endMarks(endsOf(ended, levels, domain, inside), inside, ({ of }) => paint(of)),
        ],
      },
    ],
  });
}

function namesOf(accounts: readonly MarginAlongPaths[]): string[] {
  const strategies = accounts.map(({ strategy }) => strategy);
  const once = new Set(strategies).size === strategies.length;
  return accounts.map(({ strategy, rulebook }) => (once ? strategy : `${strategy}, ${rulebook}`));
}

function titleOf(accounts: readonly MarginAlongPaths[], names: readonly string[]): string {
  const shares = accounts.map(({ liquidation }) => liquidation.probability.value);
  const most = shares.indexOf(Math.max(...shares)),
    least = shares.indexOf(Math.min(...shares));
  const days = plain(Number(accounts[most]!.horizonDays.toFixed(2)));
  const percent = (index: number) => `${plain(Number((100 * shares[index]!).toFixed(1)))}\u00a0%`;
  const name = (index: number) => shorten(names[index]!, SIZE.title, 180);
  const worst = `Liquidated within ${days} days: ${percent(most)} of paths under ${name(most)}`;
  return shares[most] === shares[least]
    ? worst
    : `${worst}, ${percent(least)} under ${name(least)}`;
}
