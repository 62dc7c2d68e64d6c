import * as v from "valibot";

/** A finite number; `NaN`, infinities and text fail. */
const finite = v.pipe(
  v.number("must be a number"),
  v.check((value) => Number.isFinite(value), "must be finite"),
);

/** The rules that descriptions are made of. A message states the rule alone; `check` adds the rest. */
export const rules: Readonly<
  Record<"finite" | "positive" | "nonNegative" | "count", v.GenericSchema<unknown, number>>
> = {
  finite: finite,
  positive: v.pipe(
    finite,
    v.check((value) => value > 0, "must be positive"),
  ),
  nonNegative: v.pipe(
    finite,
    v.check((value) => value >= 0, "must not be negative"),
  ),
  count: v.pipe(
    finite,
    v.check((value) => Number.isSafeInteger(value) && value > 0, "must be a positive whole number"),
  ),
};

/** A rule on several fields of an object, whose error names one of them and shows its value. */
export function ruleOn<T extends object>(
  key: keyof T & string,
  holds: (value: T) => boolean,
  message: string,
): v.RawCheckAction<T> {
  return v.rawCheck<T>(({ dataset, addIssue }) => {
    if (!dataset.typed || holds(dataset.value)) return;
    const input = { ...dataset.value } as Record<string, unknown>,
      value = input[key];
    addIssue({
      message,
      input: value,
      path: [{ type: "object", origin: "value", input, key, value }],
    });
  });
}

/**
 * `input` as the schema reads it, deeply frozen, or an error that names the argument, the rule and
 * the value: `TypeError` for a value of a wrong kind, `RangeError` for one out of range.
 * `door` is the name of the argument when the input itself is wrong.
 */
export function check<S extends v.GenericSchema>(
  schema: S,
  input: unknown,
  door: string,
): v.InferOutput<S> {
  const result = v.safeParse(schema, input, { abortEarly: true });
  if (result.success) return freeze(result.output);
  const [issue] = result.issues;
  const path = issue.path?.map((item) => String(item.key)).join(".") || door;
  const kind = issue.kind === "schema" ? TypeError : RangeError;
  throw new kind(sentence(path, issue));
}

/** What is wrong, in the order argument, rule, value. */
function sentence(path: string, issue: v.BaseIssue<unknown>): string {
  if (issue.type === "variant") return issue.message;
  if (issue.type === "strict_object" && issue.expected === "never") {
    return `${path} is not an option here`;
  }
  const rule = issue.kind === "schema" && issue.message.startsWith("Invalid") ? "" : issue.message;
  if (issue.input === undefined) return `${path} is missing`;
  return `${path} ${rule || `must be ${issue.expected}`}, got ${show(issue.input)}`;
}

/** The message of a variant that is none of those known. */
export function unknownKind(what: string, input: unknown, known: readonly string[]): string {
  const kind = typeof input === "string" ? input : "no type";
  return `unknown ${what}: ${kind}, known are ${known.join(", ")}`;
}

/** A value as an error shows it: short, and never a whole object. */
export function show(value: unknown): string {
  if (value === undefined) return "nothing";
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number" || value === null) return String(value);
  if (Array.isArray(value)) return `an array of ${value.length}`;
  return typeof value === "object" ? "an object" : String(value);
}

/** A value and all that it holds, frozen; typed arrays stay as they are. */
export function freeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !ArrayBuffer.isView(value)) {
    for (const part of Object.values(value)) freeze(part);
    Object.freeze(value);
  }
  return value;
}
