/** The style sheet of a report: one column, light or dark as the reader's system is. */
export const STYLE = `
:root { color-scheme: light dark; --ground: #fff; --ink: #1c1c1c; --quiet: #666; --line: #d8d8d8; --tint: #f5f5f3; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #16181b; --ink: #e6e6e3; --quiet: #9b9b97; --line: #3a3d41; --tint: #202327; }
}
body { max-width: 1080px; margin: 2rem auto 4rem; padding: 0 1.2rem; background: var(--ground);
  color: var(--ink); font: 15px/1.5 "Helvetica Neue", Helvetica, Arial, "DejaVu Sans", sans-serif; }
h1 { font-size: 1.1rem; font-weight: normal; color: var(--quiet); margin: 0; overflow-wrap: anywhere; }
.finding { font-size: 1.65rem; line-height: 1.25; font-weight: bold; margin: .3rem 0 .8rem; max-width: 46rem;
  overflow-wrap: anywhere; }
h2 { font-size: 1.15rem; margin: 2.4rem 0 .6rem; }
p, li, dd { max-width: 46rem; }
.quiet, .wide td:nth-child(odd), small { color: var(--quiet); }
.wide { overflow-x: auto; margin: .8rem 0; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: .87rem; }
th { font-weight: normal; text-align: left; }
thead th { color: var(--quiet); vertical-align: bottom; padding: .3rem 0 .3rem 1.3rem; text-align: right; max-width: 8rem; }
tr > th:first-child { text-align: left; padding-left: 0; position: sticky; left: 0; background: var(--ground); }
tbody tr { border-top: 1px solid var(--line); }
tbody th { font-weight: bold; padding-right: .6rem; min-width: 6rem; max-width: 16rem; overflow-wrap: anywhere; }
td { padding: .28rem 0; white-space: nowrap; }
td:nth-child(even) { text-align: right; padding-left: 1.3rem; }
td:nth-child(odd) { text-align: left; padding-left: .35rem; }
img { display: block; margin: 1.2rem 0; border: 1px solid var(--line); border-radius: 6px; }
pre { background: var(--tint); padding: .8rem 1rem; overflow-x: auto; font-size: .85rem; border-radius: 6px; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.4rem; }
dt { color: var(--quiet); } dd { margin: 0; overflow-wrap: anywhere; }
`;
