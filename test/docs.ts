// Code of the pages in docs/ and of the README: what it is, and how it is made to prove what it says.

/** A block of code of a page; blocks fenced `ts more` go on where the one before ended. */
export interface Program {
  /** The line of the page on which it begins. */
  readonly line: number;
  readonly code: string;
}

const FENCE = /^```(\S*) ?(\w*)\n([\s\S]*?)^```$/gm;

/** The programs of a page in a language. */
export function programsOf(page: string, language: string): Program[] {
  const programs: Program[] = [];
  for (const { index, 1: name, 2: how, 3: code } of page.matchAll(FENCE)) {
    if (name !== language) continue;
    const line = page.slice(0, index).split("\n").length + 1;
    const before = programs.at(-1);
    if (how !== "more" || !before) programs.push({ line, code: code! });
    else programs[programs.length - 1] = { ...before, code: `${before.code}\n${code}` };
  }
  return programs;
}

/** The same program, with every `expression; // => value` made a check of what it promises. */
export function checked(code: string): string {
  return code.replace(
    /^(?!const |let |import |\/\/)(\S.*?);? *\/\/ => (.*)$/gm,
    (_, expression: string, value: string) =>
      `promised(${expression}, ${JSON.stringify(value.trim())});`,
  );
}

/** Compare a value with how a page writes it: numbers to the digits written, all else exactly. */
export function promised(value: unknown, text: string): void {
  const written = new Function(`return (${text})`)() as unknown;
  const digits = [...text.matchAll(/-?\d[\d_]*(?:\.(\d+))?(?:e(-?\d+))?/g)].map(
    ([, decimals = "", power = "0"]) => 10 ** (Number(power) - decimals.length),
  );
  compare(value, written, digits, text);
}

/** Numbers stand in a text in the order in which their object is walked. */
function compare(value: unknown, written: unknown, digits: number[], text: string): void {
  if (typeof written === "number") {
    const unit = digits.shift()!;
    const near = Math.abs((value as number) - written) <= 0.5001 * unit;
    if (!near) throw new Error(`the page says ${text}, found ${value}`);
  } else if (typeof written === "object" && written !== null) {
    for (const [key, each] of Object.entries(written)) {
      compare((value as Record<string, unknown>)?.[key], each, digits, text);
    }
  } else if (value !== written) throw new Error(`the page says ${text}, found ${value}`);
}
