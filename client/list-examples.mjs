/**
 * The examples of the extension, for the command that opens one: each with the first sentence of its story and what
 * stands in the next paragraph. Made when the extension is built, since an extension in the browser cannot list a folder.
 */
import { readdirSync, readFileSync } from 'node:fs';

/** In the order to read them in; the others follow by name. */
const FIRST = ['neuron-at-rest.memb', 'squid-axon.memb'];

/** Characters of a label that a list shows; a longer one ends at its first colon. */
const LONGEST = 100;

/**
 * @param {string} folder
 * @returns {{ file: string, label: string, detail: string }[]}
 */
export function listExamples(folder) {
  const place = (/** @type {string} */ file) => (FIRST.includes(file) ? FIRST.indexOf(file) : FIRST.length);
  return readdirSync(folder)
    .filter((file) => file.endsWith('.memb'))
    .sort((a, b) => place(a) - place(b) || a.localeCompare(b))
    .map((file) => ({ file, ...titles(readFileSync(`${folder}/${file}`, 'utf8')) }));
}

/**
 * @param {string} text
 * @returns {{ label: string, detail: string }} empty where the file does not begin with a doc comment
 */
function titles(text) {
  const story = /^\/\*\*([^]*?)\*\//.exec(text)?.[1] ?? '';
  const [first = '', second = ''] = story
    .replace(/^\s*\* ?/gm, '')
    .trim()
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s+/g, ' '));
  const label = sentence(first.replace(/,? ?\(?doi:\S+/, '')).replace(/[.,]*$/, '');
  return { label: label.length <= LONGEST ? label : (label.split(/[:;] /)[0] ?? ''), detail: `${sentence(second)}.` };
}

/**
 * @param {string} paragraph
 * @returns {string} its first sentence, without the full stop
 */
function sentence(paragraph) {
  return paragraph.split(/\.(?= [A-Z]|$)/)[0] ?? '';
}
