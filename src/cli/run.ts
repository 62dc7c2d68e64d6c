import { Command, InvalidArgumentError } from "commander";
import { type CellStatus, executeNotebook } from "../notebook/runner.ts";

interface RunOptions {
  readonly output?: string;
  readonly timeout: number;
}

/** `hedgelab run notebook.ipynb`: execute a notebook from top to bottom, without Python. */
export function runCommand(): Command {
  return new Command("run")
    .description("execute a notebook from top to bottom and keep its outputs")
    .argument("<notebook>", "an .ipynb file")
    .option("-o, --output <file>", "where the executed notebook goes (default: back in place)")
    .option("-t, --timeout <seconds>", "seconds that one cell may take", seconds, 120)
    .action(run);
}

async function run(notebook: string, options: RunOptions): Promise<void> {
  const { output = notebook, timeout: timeoutSeconds } = options;
  const statuses = await executeNotebook(notebook, { output, timeoutSeconds, onCell: tell });
  const passed = statuses.filter(({ status }) => status === "ok").length;
  const outcome = `${passed} of ${statuses.length} cells passed, written to ${output}`;
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
