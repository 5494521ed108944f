/** Declarations and their uses. Builtins and built-in parts (`K.E`) stand in no text: they are declared nowhere. */
import { type AstNode, type CstNode, DefaultReferences, type FindReferencesOptions, stream } from 'langium';
import type { ReferenceDescription, Stream } from 'langium';

export class MembReferences extends DefaultReferences {
  override findDeclarations(source: CstNode): AstNode[] {
    return super.findDeclarations(source).filter((node) => node.$cstNode !== undefined);
  }

  override findReferences(target: AstNode, options: FindReferencesOptions): Stream<ReferenceDescription> {
    return target.$cstNode === undefined ? stream([]) : super.findReferences(target, options);
  }
}
