export { plot } from "./plot.ts";
export { type Progress, progress } from "./progress.ts";
export { type CellStatus, type ExecuteOptions, executeNotebook } from "./runner.ts";
export { show, showTable } from "./show.ts";
export { type TableOptions, tableHtml, tableText } from "./table.ts";
export type { TableLike } from "./table-columns.ts";
