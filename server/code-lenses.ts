/** Lines above the membrane and each experiment that open the preview. */
import type { AstNode, LangiumDocument } from 'langium';
import type { CodeLensProvider } from 'langium/lsp';
import type { CodeLens } from 'vscode-languageserver';
import { isExperiment, isMembrane, type File } from '../language/generated/ast.js';
import { Commands } from '../language/protocol.js';

export class MembCodeLensProvider implements CodeLensProvider {
  provideCodeLens({ parseResult, textDocument: { uri } }: LangiumDocument): CodeLens[] {
    const { declarations } = parseResult.value as File;
    const lens = (node: AstNode, title: string, ...experiment: string[]): CodeLens[] => {
      const range = node.$cstNode?.range;
      return range === undefined
        ? []
        : [{ range, command: { title, command: Commands.openPreviewToSide, arguments: [uri, ...experiment] } }];
    };
    return [
      ...declarations.filter(isMembrane).flatMap((membrane) => lens(membrane, 'Open preview')),
      ...declarations.filter(isExperiment).flatMap((experiment) => lens(experiment, 'Run in preview', experiment.name)),
    ];
  }
}
