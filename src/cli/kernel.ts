import { resolve } from "node:path";
import { Command, Option } from "commander";
import {
  installKernel,
  KERNEL_NAME,
  KERNEL_TITLE,
  type KernelOptions,
  listKernels,
  uninstallKernel,
} from "../notebook/kernelspec.ts";

/** `hedgelab kernel install|uninstall|list`: the TypeScript kernel for Jupyter, without Python. */
export function kernelCommand(): Command {
  const kernel = new Command("kernel").description("tell Jupyter of the TypeScript kernel");
  kernel.addCommand(
    named("install", "write the kernel's description where Jupyter finds it")
      .option("--display-name <text>", "the name that people see", KERNEL_TITLE)
      .action((options: KernelOptions) => console.log(installed(installKernel(options), options))),
  );
  kernel.addCommand(
    named("uninstall", "remove the kernel's description").action((options: KernelOptions) =>
      console.log(`removed ${uninstallKernel(options)}`),
    ),
  );
  kernel.addCommand(
    placed("list", "the kernels that Jupyter finds there").action((options: KernelOptions) =>
      console.log(listing(options)),
    ),
  );
  return kernel;
}

function named(name: string, description: string): Command {
  return placed(name, description).option("--name <name>", "the name in notebooks", KERNEL_NAME);
}

function placed(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .addOption(new Option("--user", "for this user (default)").conflicts("prefix"))
    .option("--prefix <folder>", "below folder/share/jupyter, as of a virtual environment");
}

function installed(file: string, { displayName, prefix }: KernelOptions): string {
  const lines = [
    `wrote ${file}`,
    `JupyterLab   jupyter lab, then New Launcher, ${displayName}`,
    `Notebook     jupyter notebook, then New, ${displayName}`,
    `VS Code      Select Kernel, Jupyter Kernel, ${displayName} (needs the Jupyter extension)`,
  ];
  const last = "Notebooks may stand in any folder: hedgelab is found from all of them.";
  const hint = "Jupyter of another Python finds it with JUPYTER_PATH=";
  return [...lines, ...(prefix ? [hint + resolve(prefix, "share", "jupyter")] : []), last].join(
    "\n",
  );
}

function listing(options: KernelOptions): string {
  const lines = listKernels(options).map(({ name, displayName, folder, works }) =>
    [name, displayName, folder, ...(works ? [] : ["(its program is gone)"])].join("  "),
  );
  return lines.join("\n") || "no kernels: hedgelab kernel install";
}
