import type ts from "typescript-5";
import type { TypeScript } from "./typescript.ts";

/** Name under which cells find the guard of their awaits. */
export const GUARD = "held";

/**
 * Every `await x` of a cell becomes `await __tslab__.held(x)`, which an interrupt rejects: so a loop
 * that awaits ends there, instead of going on behind the cells that come next.
 */
export function awaitGuards(typescript: TypeScript): ts.TransformerFactory<ts.SourceFile> {
  return (context) => {
    const { factory } = context;
    const guard = factory.createPropertyAccessExpression(
      factory.createIdentifier("__tslab__"),
      GUARD,
    );
    const visit = (node: ts.Node): ts.Node => {
      const visited = typescript.visitEachChild(node, visit, context);
      if (!typescript.isAwaitExpression(visited)) return visited;
      const call = factory.createCallExpression(guard, undefined, [visited.expression]);
      typescript.setTextRange(call, visited.expression);
      return factory.updateAwaitExpression(visited, call);
    };
    return (file) => typescript.visitEachChild(file, visit, context);
  };
}
