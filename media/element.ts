/** Builds elements. Attributes that are undefined or false are left out; text is text, never HTML. */
type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;
type Child = Node | string;

export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  setAttributes(made, attributes);
  made.append(...children);
  return made;
}

export function setAttributes(target: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) target.removeAttribute(name);
    else target.setAttribute(name, value === true ? '' : String(value));
  }
}

/** A button that looks like the editor's own quiet ones. */
export function button(label: string, onClick: () => void, attributes: Attributes = {}): HTMLButtonElement {
  const made = element('button', { type: 'button', ...attributes }, label);
  made.addEventListener('click', onClick);
  return made;
}

/** E with a subscript: Eₖ as `E<sub>K</sub>`. */
export function subscripted(base: string, below: string): HTMLElement {
  return element('span', { class: 'symbol' }, element('var', {}, base), element('sub', {}, below));
}

/** `nodes` with `separator` between them. */
export function joined(nodes: readonly Child[], separator: string): Child[] {
  return nodes.flatMap((node, i) => (i === 0 ? [node] : [separator, node]));
}
