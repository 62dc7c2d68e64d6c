import type ts from "typescript-5";
import type { TypeScript } from "./typescript.ts";

/** The code of "'await' expressions are only allowed within async functions". */
const AWAIT_OUTSIDE = 1308;

/** A mark in the form of a diagnostic for every await at the top level of a cell. */
export function topLevelAwaits(typescript: TypeScript, file: ts.SourceFile): ts.Diagnostic[] {
  const marks: ts.Diagnostic[] = [];
  const mark = (start: number) => {
    const category = typescript.DiagnosticCategory.Error;
    marks.push({ file, start, length: 5, code: AWAIT_OUTSIDE, category, messageText: "await" });
  };
  const visit = (node: ts.Node): void => {
    if (ownScope(typescript, node)) return;
    if (typescript.isAwaitExpression(node)) mark(node.getStart(file));
    if (typescript.isForOfStatement(node) && node.awaitModifier) {
      mark(node.awaitModifier.getStart(file));
    }
    typescript.forEachChild(node, visit);
  };
  visit(file);
  return marks;
}

function ownScope(typescript: TypeScript, node: ts.Node): boolean {
  return (
    typescript.isFunctionLike(node) ||
    typescript.isClassStaticBlockDeclaration(node) ||
    typescript.isModuleDeclaration(node)
  );
}
