export { compare } from "./compare.ts";
export { plot } from "./plot.ts";
export { type Progress, progress } from "./progress.ts";
export { type CellStatus, type ExecuteOptions, executeNotebook } from "./runner.ts";
export { type SaveOptions, save } from "./save.ts";
export { show, table } from "./show.ts";
export { type TableOptions, tableHtml, tableText } from "./table.ts";
export type { TableLike } from "./table-columns.ts";
