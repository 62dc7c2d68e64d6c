export type { ChartedPosition, Comparison } from "./comparison.ts";
export { plotDocument } from "./document.ts";
export { efficiencyChart } from "./efficiency-chart.ts";
export type { ChartOptions, Figure } from "./figure.ts";
export { frontierChart } from "./frontier.ts";
export { hedgedPathChart } from "./hedged-path.ts";
export { profitChart } from "./profit-chart.ts";
export { toImage, toSvg } from "./svg.ts";
