import type ts from "typescript-5";

/** The TypeScript that checks and compiles cells, called as a program. */
export type TypeScript = typeof ts;

/** Members of TypeScript that its declarations leave out, as far as they are called here. */
export interface Internals {
  readonly nullTransformationContext: ts.TransformationContext;
  readonly Completions: Readonly<Record<string, unknown>> & {
    getCompletionsAtPosition(...rest: unknown[]): unknown;
  };
  readonly SymbolDisplay: {
    getSymbolDisplayPartsDocumentationAndSymbolKind(
      checker: ts.TypeChecker,
      symbol: ts.Symbol,
      file: ts.SourceFile,
      container: ts.Node | undefined,
      node: ts.Node,
    ): Pick<ts.QuickInfo, "displayParts" | "documentation" | "tags"> & {
      symbolKind: ts.ScriptElementKind;
    };
    getSymbolModifiers(checker: ts.TypeChecker, symbol: ts.Symbol): string;
  };
  getTouchingPropertyName(file: ts.SourceFile, position: number): ts.Node;
  getContainerNode(node: ts.Node): ts.Node | undefined;
  createTextSpanFromNode(node: ts.Node, file: ts.SourceFile): ts.TextSpan;
  typeToDisplayParts(
    checker: ts.TypeChecker,
    type: ts.Type,
    container: ts.Node | undefined,
  ): ts.SymbolDisplayPart[];
  getDirectoryPath(path: string): string;
  normalizePath(path: string): string;
}

/** TypeScript with the members that its declarations leave out. */
export type WholeTypeScript = TypeScript & Internals;
