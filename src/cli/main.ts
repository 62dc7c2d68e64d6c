#!/usr/bin/env node
import { createRequire } from "node:module";
import { Command, CommanderError } from "commander";
import { chainCommand } from "./chain.ts";
import { fail } from "./failure.ts";
import { kernelCommand } from "./kernel.ts";
import { runCommand } from "./run.ts";
import { studyCommand } from "./study.ts";

const { version } = createRequire(import.meta.url)("../../package.json") as { version: string };

/** The shell command `hedgelab`: parse the arguments, do the work, return the exit code. */
async function main(argv: readonly string[]): Promise<number> {
  const program = new Command("hedgelab")
    .description("How much risk does a hedge remove, and what does it cost?")
    .version(version)
    .addCommand(studyCommand())
    .addCommand(chainCommand())
    .addCommand(kernelCommand())
    .addCommand(runCommand())
    .addHelpText("after", "\nhedgelab COMMAND --help tells more, with examples.");
  plainErrors(program);
  try {
    await program.parseAsync(argv);
    return 0;
  } catch (error) {
    // Commander has said what is wrong, or has printed the help or the version asked for.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    return fail(error);
  }
}

/** Errors of commander in our voice, here and in every subcommand: one line, and no exit. */
function plainErrors(command: Command): void {
  command.exitOverride().configureOutput({
    outputError: (text, write) => {
      write(
        `${text
          .replace(/^error: /, "hedgelab: ")
          .trim()
          .replaceAll("\n", " ")}\n`,
      );
    },
  });
  for (const sub of command.commands) plainErrors(sub);
}

// A reader such as `head` may close the pipe before all is written; that is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

main(process.argv).then((code) => {
  process.exitCode = code;
}, fail);
