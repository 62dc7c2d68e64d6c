import { Command, Option } from "commander";
import { countArgument, fractionArgument, numberArgument, seedArgument } from "./arguments.ts";
import { runStudy } from "./run-study.ts";

/** `hedgelab study`: from prices, or from a description, to the efficiency of hedges. */
export function studyCommand(): Command {
  const command = new Command("study")
    .summary("compare hedges of an option book: risk removed, and at what cost")
    .description(DESCRIPTION)
    .helpOption("-h, --help", "show this help")
    .addHelpText("after", HELP)
    .action(runStudy);
  for (const option of options()) command.addOption(option);
  return command;
}

const DESCRIPTION = `\
Compare hedges of an option book: how much risk does each remove, and what does
it cost?

Simulates the standing example: short 10 at-the-money 30-day calls, hedged
never, daily, every 4 hours, and every 4 hours outside no-trade bands of three
widths. The market is Bitcoin as our own calibrations found it, a jump
diffusion; --market takes another, --prices calibrates the volatility of a file.`;

const HELP = `
How options combine:
  --market btc and eth are figures with their errors that come with the package;
  sp500 is daily closes of the S&P 500, calibrated here as --prices are.
  --window goes with prices.
  --spec brings its own book, market, model, strategies and costs. It excludes
  --market, --prices and what goes with it, --window, --drift and --cost;
  --paths and --seed beside it win over the file. A spec is a study description
  or any result.json: take out/result.json, change its "study", run it again.
  The same study and seed write the same result.json, byte for byte.

Exit codes:
  0 done, 1 bad data or a failed study, 2 a wrong command line, 130 Ctrl-C

Examples:
  hedgelab study
  hedgelab study --market sp500 --window 250
  hedgelab study --prices btc-hourly.csv.gz --window 8760 --cost 0.001
  hedgelab study --prices btc.csv --price-column "Adj Close" --json
  hedgelab study --spec out/result.json --paths 1000000 --out out/long`;

function options(): Option[] {
  return [
    new Option("--market <name>", "market to study without a file (default: btc)")
      .choices(["btc", "eth", "sp500"])
      .conflicts("prices"),
    new Option("--prices <file>", "CSV of prices, gzipped or not"),
    new Option("--time-column <name>", "column of times (default: time, timestamp, date ...)"),
    new Option("--price-column <name>", "column of prices (default: close, price, last ...)"),
    new Option(
      "--duplicates <which>",
      "keep the first or last row of a time (default: fail)",
    ).choices(["first", "last"]),
    new Option("--window <n>", "calibrate on the last n returns (default: all)").argParser(
      countArgument("window"),
    ),
    new Option("--drift <rate>", "growth of the expected price a year (default: 0)").argParser(
      numberArgument("drift"),
    ),
    new Option("--cost <rate>", "cost of a trade per value traded (default: 0.0005)").argParser(
      fractionArgument("cost"),
    ),
    new Option("--spec <file>", "run the study that this JSON file describes").conflicts([
      "market",
      "prices",
      "timeColumn",
      "priceColumn",
      "duplicates",
      "window",
      "drift",
      "cost",
    ]),
    new Option("--paths <n>", "simulated paths (default: 200000)").argParser(
      countArgument("paths"),
    ),
    new Option("--seed <n>", "seed of the simulation (default: 1)").argParser(seedArgument("seed")),
    new Option("--workers <n>", "threads (default: all processors for long studies)").argParser(
      countArgument("workers"),
    ),
    new Option("--out <folder>", 'folder for report.html and result.json (default: "out")'),
    new Option("--json", "print the result as JSON and nothing else; no files without --out"),
  ];
}
