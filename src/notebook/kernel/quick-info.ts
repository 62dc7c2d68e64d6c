import type ts from "typescript-5";
import type { WholeTypeScript } from "./typescript.ts";

export interface Question {
  readonly file: ts.SourceFile;
  readonly checker: ts.TypeChecker;
  readonly position: number;
}

/** What there is to tell of the name at a position: its type, its documentation. */
export function quickInfo(
  typescript: WholeTypeScript,
  { file, checker, position }: Question,
): ts.QuickInfo | undefined {
  const node = typescript.getTouchingPropertyName(file, position);
  if (node === file) return undefined;
  const container = typescript.getContainerNode(node);
  const textSpan = typescript.createTextSpanFromNode(node, file);
  const symbol = checker.getSymbolAtLocation(node);
  if (!symbol || checker.isUnknownSymbol(symbol)) {
    if (!typescript.isIdentifier(node) && !typescript.isPropertyAccessExpression(node)) {
      return undefined;
    }
    const type = checker.getTypeAtLocation(node);
    return {
      kind: typescript.ScriptElementKind.unknown,
      kindModifiers: "",
      textSpan,
      displayParts: typescript.typeToDisplayParts(checker, type, container),
      documentation: type.symbol?.getDocumentationComment(checker) ?? [],
      tags: type.symbol?.getJsDocTags(checker) ?? [],
    };
  }
  const { symbolKind, ...told } =
    typescript.SymbolDisplay.getSymbolDisplayPartsDocumentationAndSymbolKind(
      ...([checker, symbol, file, container, node] as const),
    );
  const kindModifiers = typescript.SymbolDisplay.getSymbolModifiers(checker, symbol);
  return { kind: symbolKind, kindModifiers, textSpan, ...told };
}
