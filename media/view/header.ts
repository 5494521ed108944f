/** Name of the membrane, what its doc comment says, V_rest in large, and what it is at. */
import { formatNumber, formatPotential, formatQuantity } from '../../language/units/display.js';
import type { Model } from '../../language/model/model.js';
import type { Summary } from '../../language/analysis/summary.js';
import { element, joined, subscripted } from '../element.js';
import { docText } from './doc-text.js';
import { prose } from './prose.js';

export interface Header {
  readonly element: HTMLElement;
  showModel(model: Model): void;
  showRest(summary: Summary): void;
  showFailure(message: string): void;
}

export function makeHeader(): Header {
  const name = element('h1', { 'data-memb': 'name' });
  const doc = element('div', { class: 'doc' });
  const rest = element('div', { class: 'rest', 'data-memb': 'rest' });
  const facts = element('dl', { class: 'facts' });
  const others = element('p', { class: 'others' });
  return {
    element: element('header', {}, element('div', { class: 'title-line' }, name, rest), others, doc, facts),
    showModel(model) {
      name.textContent = model.name;
      doc.replaceChildren(...docText(model.doc));
    },
    showRest(summary) {
      rest.replaceChildren(...restingPotential(summary));
      others.replaceChildren(...otherRoots(summary));
      others.hidden = [...others.children].every((child) => Boolean((child as HTMLElement).hidden));
      facts.replaceChildren(...factsOf(summary));
    },
    showFailure(message) {
      rest.replaceChildren();
      facts.replaceChildren();
      others.hidden = false;
      others.replaceChildren(element('span', { class: 'failure', 'data-memb': 'failure' }, ...prose(message)));
    },
  };
}

function restingPotential({ restingPotential: V }: Summary): (Node | string)[] {
  if (V === undefined) return [];
  const value = element('output', { 'data-memb': 'V_rest', 'data-value-mv': V * 1e3 }, formatPotential(V));
  return [subscripted('V', 'rest'), ' = ', value];
}

/** What else there is to know about rest: further roots, or why there is none. */
function otherRoots({ rest }: Summary): Node[] {
  if (!rest) return [];
  if (!rest.ok)
    return [
      element(
        'span',
        { class: 'failure', 'data-memb': 'failure', 'data-code': rest.failure.code },
        ...prose(rest.failure.message),
      ),
    ];
  const { roots, chosen } = rest.value;
  const described = roots.map(({ V, stable }, i) =>
    element(
      'span',
      { 'data-memb': 'root', 'data-value-mv': V * 1e3, 'data-stable': String(stable), hidden: i === chosen },
      `${formatPotential(V)} (${stable ? 'stable' : 'unstable'})`,
    ),
  );
  const others = described.filter((_, i) => i !== chosen);
  const nodes = [described[chosen]!];
  if (others.length > 0)
    nodes.push(element('span', {}, 'The current also vanishes at ', ...joined(others, ', '), '. '));
  if (!roots[chosen]!.stable)
    nodes.push(element('span', {}, 'V_rest is not stable: a small push sends V away from it.'));
  return nodes;
}

function factsOf({ temperature, thermalVoltage, area }: Summary): Node[] {
  const fact = (label: Node | string, value: string, data: Record<string, string | number>): Node[] => [
    element('dt', {}, label),
    element('dd', data, value),
  ];
  return [
    ...fact('Temperature', formatQuantity(temperature, 'degC'), {
      'data-memb': 'temperature',
      'data-value-k': temperature,
    }),
    ...fact('RT/F', formatPotential(thermalVoltage, 2), { 'data-memb': 'RT_F', 'data-value-mv': thermalVoltage * 1e3 }),
    ...(area === undefined
      ? []
      : fact('Area', `${formatNumber(area * 1e12)} µm²`, { 'data-memb': 'area', 'data-value-um2': area * 1e12 })),
  ];
}
