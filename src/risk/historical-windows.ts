/** A stretch of the past that is worth playing again. */
export interface HistoricalWindow {
  readonly name: string;
  /** UTC, ISO 8601; the first and the last hour. */
  readonly from: string;
  readonly to: string;
  readonly what: string;
}

/** Days on which crypto markets failed. Dates alone: prices are yours to give. */
export const historicalWindows: Readonly<
  Record<"march2020" | "may2021" | "luna2022" | "ftx2022" | "october2025", HistoricalWindow>
> = Object.freeze({
  march2020: Object.freeze({
    name: "12 March 2020",
    from: "2020-03-12T00:00:00Z",
    to: "2020-03-14T00:00:00Z",
    what: "Bitcoin halves within a day; a perpetual venue is down while it falls",
  }),
  may2021: Object.freeze({
    name: "19 May 2021",
    from: "2021-05-19T00:00:00Z",
    to: "2021-05-20T00:00:00Z",
    what: "A fall of some 30 % and back within hours, with outages at several venues",
  }),
  luna2022: Object.freeze({
    name: "LUNA, May 2022",
    from: "2022-05-09T00:00:00Z",
    to: "2022-05-13T00:00:00Z",
    what: "An algorithmic stable coin loses its peg and takes the market along",
  }),
  ftx2022: Object.freeze({
    name: "FTX, November 2022",
    from: "2022-11-06T00:00:00Z",
    to: "2022-11-11T00:00:00Z",
    what: "A venue stops withdrawals and fails; collateral on it is lost",
  }),
  october2025: Object.freeze({
    name: "10 October 2025",
    from: "2025-10-09T00:00:00Z",
    to: "2025-10-12T00:00:00Z",
    what: "Liquidations on a record scale, auto-deleveraging, and collateral marked at wrong prices",
  }),
});
