import { Command } from "commander";
import { filterQuotes } from "../market/filter-quotes.ts";
import { readChains } from "../market/read-chain.ts";
import { chainText } from "./chain-text.ts";
import { UsageError } from "./failure.ts";

interface ChainOptions {
  readonly currency?: string;
  readonly json?: boolean;
}

/** `hedgelab chain FILE`: what an option chain shows, and which quotes cannot be relied on. */
export function chainCommand(): Command {
  return new Command("chain")
    .summary("summarise an option chain: expiries, forwards, volatilities, quotes dropped")
    .description(DESCRIPTION)
    .helpOption("-h, --help", "show this help")
    .argument("<file>", "a Deribit snapshot: JSON of the API, or a CSV, gzipped or not")
    .option("--currency <name>", "BTC, ETH_USDC ... alone (default: all in the file)")
    .option("--json", "print the filtered chains as JSON and nothing else")
    .action(run);
}

const DESCRIPTION = `\
Summarise an option chain: expiries, forwards, volatility at the money, and which
quotes are kept.

Reads answers of public/get_book_summary_by_currency and public/ticker, also one
to a line, and tables with the names of their fields. Quotes that are one-sided,
crossed, stale, too wide, too cheap, beyond put-call parity or in the money are
left out, and counted by reason.`;

function run(file: string, { currency, json = false }: ChainOptions): void {
  const chains = readChains(file);
  const names = currency === undefined ? Object.keys(chains) : [currency];
  const chosen = names.map((name) => {
    const chain = chains[name];
    if (chain !== undefined) return { chain, filtered: filterQuotes(chain) };
    throw new UsageError(`currency must be one of ${Object.keys(chains).join(", ")}, got ${name}`);
  });
  if (json) console.log(JSON.stringify(chosen.map(({ filtered }) => filtered)));
  else console.log(chosen.map(chainText).join("\n\n"));
}
