import type { QuickInfo } from "typescript-5";

/** A declaration and its documentation, as text and as Markdown. */
export function documentation({ displayParts, documentation: parts, tags }: Told): Bundle {
  const declaration = text(displayParts);
  const explained = text(parts);
  const tagged = (tags ?? []).map(({ name, text: own }) => `@${name} ${text(own)}`.trim());
  const rest = [explained, ...tagged].filter(Boolean);
  const code = `\`\`\`typescript\n${declaration}\n\`\`\``;
  return {
    "text/plain": [declaration, ...rest].join("\n\n"),
    "text/markdown": [code, ...rest].join("\n\n"),
  };
}

type Told = Pick<QuickInfo, "displayParts" | "documentation" | "tags">;
type Bundle = Record<string, string>;

function text(parts: readonly { readonly text: string }[] | undefined): string {
  return (parts ?? []).map((part) => part.text).join("");
}
