/** Where nodes stand in the text. */
import { AstUtils, GrammarAST, GrammarUtils, type AstNode, type CompositeCstNode, type CstNode } from 'langium';
import { isBinary, isPower } from '../generated/ast.js';
import type { Span } from '../model/graph.js';

const NOWHERE: Span = { start: 0, end: 0 };

/** Where the trees of libraries come from. */
const places = new WeakMap<AstNode, string>();

/** Says that a tree is the text of another file than the one that is compiled. */
export function setPlace(file: AstNode, address: string): void {
  places.set(file, address);
}

/** A range in the text that `node` stands in. */
export function spanIn(node: AstNode, start: number, end: number): Span {
  let root = node;
  while (root.$container !== undefined) root = root.$container;
  const file = places.get(root);
  return file === undefined ? { start, end } : { start, end, file };
}

/**
 * The text of a node. Operators need care: the parser gives all operations of one run the range of the whole
 * run, so theirs is put together from the operands.
 */
export function spanOf(node: AstNode | undefined): Span {
  if (node === undefined) return NOWHERE;
  if (isBinary(node)) return join(spanOf(node.left), spanOf(node.right ?? node.left));
  if (isPower(node)) return join(spanOf(node.base), spanOf(node.exponent ?? node.base));
  const cst = node.$cstNode;
  return cst === undefined ? NOWHERE : spanIn(node, cst.offset, cst.end);
}

/** The text of one property of a node (a name, a number, a reference); the node's own where there is none. */
export function spanOfProperty(node: AstNode, property: string, index?: number): Span {
  const cst = nodeOfProperty(node.$cstNode, property, index);
  return cst === undefined ? spanOf(node) : spanIn(node, cst.offset, cst.end);
}

/** What of a concrete node is one of its properties; of a list the entry at `index`, or the last. */
function nodeOfProperty(cst: CstNode | undefined, property: string, index = 0): CstNode | undefined {
  let left = index;
  let last: CstNode | undefined;
  const search = (node: CstNode, element: AstNode): boolean => {
    if (!('content' in node)) return false;
    for (const child of (node as CompositeCstNode).content) {
      if (featureOf(child) === property) {
        last = child;
        if (left-- <= 0) return true;
      } else if ('content' in child && child.astNode === element && search(child, element)) return true;
    }
    return false;
  };
  if (cst !== undefined) search(cst, cst.astNode);
  return last;
}

const features = new WeakMap<object, string>();

/** Of the assignment in the grammar that a concrete node comes from; empty where it comes from none. */
function featureOf({ grammarSource: source }: CstNode): string {
  if (source === undefined) return '';
  let feature = features.get(source);
  if (feature === undefined) {
    feature = AstUtils.getContainerOfType(source, GrammarAST.isAssignment)?.feature ?? '';
    features.set(source, feature);
  }
  return feature;
}

/** The text of a keyword of a node. */
export function spanOfKeyword(node: AstNode, keyword: string): Span {
  const cst = GrammarUtils.findNodeForKeyword(node.$cstNode, keyword);
  return cst === undefined ? spanOf(node) : spanIn(node, cst.offset, cst.end);
}

export function isSame(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end && a.file === b.file;
}

/** Whether one range lies within another, in the same text. */
export function isWithin(inner: Span, outer: Span): boolean {
  return inner.start >= outer.start && inner.end <= outer.end && inner.file === outer.file;
}

export function join(a: Span, b: Span): Span {
  return { ...a, start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) };
}
