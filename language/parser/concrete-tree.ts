/**
 * Builds the concrete syntax tree that Langium's parser asks for, in less time and memory than Langium's own builder: the
 * line and column of a token are put together when somebody asks, and a finished node knows where it begins and ends.
 */
import type { IToken, TokenType } from 'chevrotain';
import {
  GrammarAST,
  type AstNode,
  type CompositeCstNode,
  type CstNode,
  type LeafCstNode,
  type RootCstNode,
} from 'langium';

type GrammarElement = NonNullable<CstNode['grammarSource']>;
type Range = CstNode['range'];

/** What the parser hands over when a rule ends: `$type` is a text where it made a syntax node. */
interface Built {
  readonly $type: string | symbol | undefined;
  $cstNode: CstNode;
  readonly $infixName?: string;
}

abstract class TreeNode {
  container?: Composite;
  grammarSource?: GrammarElement;
  root: Root;
  #astNode: AstNode | undefined;

  constructor(root: Root | undefined, source: GrammarElement | undefined) {
    this.root = root ?? (this as unknown as Root);
    if (source !== undefined) this.grammarSource = source;
  }

  abstract get offset(): number;
  abstract get end(): number;

  get length(): number {
    return this.end - this.offset;
  }

  get text(): string {
    return this.root.fullText.substring(this.offset, this.end);
  }

  get astNode(): AstNode {
    if (typeof this.#astNode?.$type === 'string') return this.#astNode;
    if (this.container === undefined) throw new Error('This node has no associated AST element');
    return this.container.astNode;
  }

  set astNode(node: AstNode | undefined) {
    this.#astNode = node;
  }
}

class Leaf extends TreeNode implements LeafCstNode {
  readonly offset: number;
  readonly end: number;
  readonly hidden: boolean;
  readonly tokenType: TokenType;
  readonly #startLine: number;
  readonly #startColumn: number;
  readonly #endLine: number;
  readonly #endColumn: number;

  constructor(root: Root, token: IToken, source: GrammarElement | undefined) {
    super(root, source);
    this.offset = token.startOffset;
    this.end = token.startOffset + token.image.length;
    this.hidden = source === undefined;
    this.tokenType = token.tokenType;
    this.#startLine = token.startLine!;
    this.#startColumn = token.startColumn!;
    this.#endLine = token.endLine!;
    this.#endColumn = token.endColumn!;
  }

  /** From 0; tokens count from 1, and end with their last character. */
  get range(): Range {
    return {
      start: { line: this.#startLine - 1, character: this.#startColumn - 1 },
      end: { line: this.#endLine - 1, character: this.#endColumn },
    };
  }
}

const UNKNOWN = -1;

class Composite extends TreeNode implements CompositeCstNode {
  readonly content: CstNode[];
  readonly hidden = false;
  #offset = UNKNOWN;
  #end = UNKNOWN;

  constructor(root: Root | undefined, source: GrammarElement | undefined) {
    super(root, source);
    // Only there does the parser add to it by itself.
    this.content = GrammarAST.isAction(source) ? new Adopting(this) : [];
  }

  get offset(): number {
    return this.#offset === UNKNOWN ? (this.#first()?.offset ?? 0) : this.#offset;
  }

  get end(): number {
    return this.#end === UNKNOWN ? (this.#last()?.end ?? 0) : this.#end;
  }

  get range(): Range {
    // Down to the tokens at once: asking a child for all of its range, for one end of it, doubles the work at each level.
    const start = this.#outermost('first')?.range.start ?? { line: 0, character: 0 };
    const end = this.#outermost('last')?.range.end ?? start;
    return { start, end: end.line < start.line ? start : end };
  }

  /** Nothing more is added to it, but for comments before. */
  finish(): void {
    const first = this.#first();
    if (first === undefined) return;
    this.#offset = first.offset;
    this.#end = this.#last()!.end;
  }

  #outermost(side: 'first' | 'last'): CstNode | undefined {
    const inner = side === 'first' ? this.#first() : this.#last();
    return inner instanceof Composite ? inner.#outermost(side) : inner;
  }

  #first(): CstNode | undefined {
    for (const child of this.content) if (!child.hidden) return child;
    return this.content[0];
  }

  #last(): CstNode | undefined {
    for (let i = this.content.length - 1; i >= 0; i--) if (!this.content[i]!.hidden) return this.content[i];
    return this.content.at(-1);
  }
}

class Root extends Composite implements RootCstNode {
  constructor(readonly fullText: string) {
    super(undefined, undefined);
  }

  override get text(): string {
    return this.fullText.substring(this.offset, this.end);
  }
}

/** Children that learn whose they are when they are added. */
class Adopting extends Array<CstNode> {
  readonly #parent: Composite;

  /** What `map` and the like make of it is a plain array. */
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  constructor(parent: Composite) {
    super();
    this.#parent = parent;
  }

  override push(...nodes: CstNode[]): number {
    for (const node of nodes) (node as unknown as TreeNode).container = this.#parent;
    return super.push(...nodes);
  }
}

export class ConcreteTreeBuilder {
  #root = new Root('');
  /** The nodes that are open; the last is the innermost. */
  #open: Composite[] = [];

  get current(): Composite {
    return this.#open.at(-1) ?? this.#root;
  }

  buildRootNode(input: string): RootCstNode {
    this.#root = new Root(input);
    this.#open = [this.#root];
    return this.#root;
  }

  buildCompositeNode(feature: GrammarElement): CompositeCstNode {
    const node = new Composite(this.#root, feature);
    this.#append(node);
    this.#open.push(node);
    return node;
  }

  buildLeafNode(token: IToken, feature?: GrammarElement): LeafCstNode {
    const leaf = new Leaf(this.#root, token, feature);
    this.#append(leaf);
    return leaf;
  }

  removeNode(node: CstNode): void {
    const { content } = node.container ?? {};
    const index = content?.lastIndexOf(node) ?? -1;
    if (index >= 0) content!.splice(index, 1);
  }

  /** Comments: they go after what the innermost node already holds, else before it in the first around it that holds more. */
  addHiddenNodes(tokens: readonly IToken[]): void {
    if (tokens.length === 0) return;
    const leaves = tokens.map((token) => new Leaf(this.#root, token, undefined));
    let node: Composite = this.current;
    let at = node.content.length;
    while (at === 0 && node.container !== undefined) {
      at = node.container.content.lastIndexOf(node);
      node = node.container;
    }
    for (const leaf of leaves) leaf.container = node;
    node.content.splice(at, 0, ...leaves);
  }

  /** Ends the innermost node: it is where `item` stands in the text. Nodes without text are none. */
  construct(item: Built): void {
    const node = this.current;
    if (typeof item.$type === 'string' && !item.$infixName) node.astNode = item as unknown as AstNode;
    item.$cstNode = node;
    this.#open.pop();
    if (node.content.length === 0) this.removeNode(node);
    else if (node !== this.#root) node.finish();
  }

  #append(node: Composite | Leaf): void {
    const parent = this.current;
    node.container = parent;
    parent.content[parent.content.length] = node;
  }
}
