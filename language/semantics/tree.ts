/** Walks over syntax trees. They are read at every keystroke: no iterator, no object for each node. */
import type { AstNode, Reference } from 'langium';

/** A node and all below it, each before what it contains, in order of the properties. */
export function nodesIn(root: AstNode): AstNode[] {
  const found: AstNode[] = [];
  collect(root, found);
  return found;
}

function collect(node: AstNode, found: AstNode[]): void {
  found.push(node);
  for (const key in node) {
    if (key.charCodeAt(0) === DOLLAR) continue;
    const value = (node as unknown as Readonly<Record<string, unknown>>)[key];
    if (typeof value !== 'object' || value === null) continue;
    if (!Array.isArray(value)) {
      if (isNode(value)) collect(value, found);
    } else for (const entry of value as unknown[]) if (isNode(entry)) collect(entry, found);
  }
}

const DOLLAR = '$'.charCodeAt(0);

function isNode(value: unknown): value is AstNode {
  return typeof value === 'object' && value !== null && typeof (value as AstNode).$type === 'string';
}

/** The references of a node itself. */
export function forEachReference(node: AstNode, visit: (reference: Reference, property: string) => void): void {
  for (const key in node) {
    if (key.charCodeAt(0) === DOLLAR) continue;
    const value = (node as unknown as Readonly<Record<string, unknown>>)[key];
    if (typeof value !== 'object' || value === null) continue;
    if (!Array.isArray(value)) {
      if (isReference(value)) visit(value, key);
    } else for (const entry of value as unknown[]) if (isReference(entry)) visit(entry, key);
  }
}

function isReference(value: unknown): value is Reference {
  return typeof value === 'object' && value !== null && typeof (value as Reference).$refText === 'string';
}
