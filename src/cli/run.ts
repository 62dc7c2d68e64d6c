import { Command, InvalidArgumentError } from "commander";
import type { Parameters } from "../notebook/parameters.ts";
import { type CellStatus, executeNotebook } from "../notebook/runner.ts";

interface RunOptions {
  readonly output?: string;
  readonly timeout: number;
  readonly parameter: Parameters;
  readonly html?: string;
}

const EXAMPLES = `
The value of a parameter is JSON where it can be, else text. It is set after the cell
tagged "parameters", or first. A cell tagged "raises-exception" may fail.

  hedgelab run study.ipynb -p paths=200000 -p venue=deribit --html report.html`;

/** `hedgelab run notebook.ipynb`: execute a notebook from top to bottom, without Python. */
export function runCommand(): Command {
  return new Command("run")
    .description("execute a notebook from top to bottom and keep its outputs")
    .argument("<notebook>", "an .ipynb file")
    .option("-o, --output <file>", "where the executed notebook goes (default: back in place)")
    .option("-t, --timeout <seconds>", "seconds that one cell may take", seconds, 120)
    .option("-p, --parameter <name=value>", "a variable to set; may be repeated", parameter, {})
    .option("--html <file>", "write a report, one file that needs no other")
    .addHelpText("after", EXAMPLES)
    .action(run);
}

async function run(notebook: string, options: RunOptions): Promise<void> {
  const { output = notebook, timeout: timeoutSeconds } = options;
  const { parameter: parameters, html } = options;
  const statuses = await executeNotebook(notebook, {
    ...{ output, timeoutSeconds, parameters, onCell: tell },
    ...(html === undefined ? {} : { html }),
  });
  const passed = statuses.filter(({ status }) => status === "ok").length;
  const outcome = `${passed} of ${statuses.length} cells passed, written to ${[output, html].filter(Boolean).join(" and ")}`;
  if (passed < statuses.length) throw new Error(outcome);
  console.log(outcome);
}

function tell({ cell, status, seconds, error }: CellStatus): void {
  console.log(`cell ${String(cell).padStart(2)}  ${status.padEnd(7)}  ${seconds.toFixed(2)} s`);
  if (error) console.error(error);
}

function seconds(text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new InvalidArgumentError("must be a positive number of seconds");
  return value;
}

/** Adds `name=value` to the parameters before it. */
function parameter(text: string, before: Parameters): Parameters {
  const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (name === undefined) throw new InvalidArgumentError("must be like paths=1000");
  return { ...before, [name]: parsed(value!) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
