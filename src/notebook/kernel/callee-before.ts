const CLOSING: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };

/**
 * Where the name of the function stands whose arguments a position is in: `study({ paths: 1 ` gives
 * the end of `study`; -1 outside calls. Brackets within texts are counted like others.
 */
export function calleeBefore(code: string, position: number): number {
  const closed: string[] = [];
  for (let place = position - 1; place >= 0; place--) {
    const letter = code[place]!;
    if (CLOSING[letter]) closed.push(CLOSING[letter]);
    else if (closed.length > 0 && letter === closed.at(-1)) closed.pop();
    else if (letter === "(" && /[\p{ID_Continue}$]/u.test(code[place - 1] ?? "")) return place - 1;
  }
  return -1;
}
