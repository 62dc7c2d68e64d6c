import type ts from "typescript-5";
import type { TypeScript } from "./typescript.ts";

/** Text put into a line of a cell before it is compiled. */
export interface Insertion {
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

export interface CellSource {
  readonly code: string;
  readonly insertions: readonly Insertion[];
  /** Whether the cell ends in an expression, whose value is shown. */
  readonly endsInExpression: boolean;
}

/**
 * A cell as tslab's converter understands it: `{ spot }` becomes `{ spot: spot }` where an earlier
 * cell has a `spot`, because the converter looks at names of values only.
 */
export function cellSource(typescript: TypeScript, source: string, earlier: string): CellSource {
  const { Latest } = typescript.ScriptTarget;
  const file = typescript.createSourceFile("cell.ts", source, Latest, false);
  const names = new Set(earlier.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu));
  const found: ts.Identifier[] = [];
  const visit = (node: ts.Node): void => {
    if (typescript.isShorthandPropertyAssignment(node) && names.has(node.name.text)) {
      found.push(node.name);
    }
    typescript.forEachChild(node, visit);
  };
  visit(file);
  const last = file.statements.at(-1);
  return {
    code: found.reduceRight((code, name) => {
      const start = name.getStart(file);
      return `${code.slice(0, start)}${name.text}: ${code.slice(start)}`;
    }, source),
    insertions: found.map((name) => {
      const { line, character } = file.getLineAndCharacterOfPosition(name.getStart(file));
      return { line, column: character, length: name.text.length + 2 };
    }),
    endsInExpression: last !== undefined && typescript.isExpressionStatement(last),
  };
}

/** A column of the compiled cell as a column of the typed one. */
export function typedColumn(
  insertions: readonly Insertion[],
  line: number,
  column: number,
): number {
  let typed = column;
  for (const each of insertions) {
    if (each.line === line && each.column < typed) {
      typed -= Math.min(each.length, typed - each.column);
    }
  }
  return typed;
}
