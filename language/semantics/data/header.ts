/** What a column is called, and the unit that its header gives: `vm (mV)`, `vm [mV]`, `vm / mV`. */
import { parseUnit, type Unit } from '../../units/unit.js';

export interface Header {
  /** All of it, as it stands in the file. */
  readonly text: string;
  /** Without the unit. */
  readonly name: string;
  /** Absent where it gives none that is known. */
  readonly unit?: Unit;
}

const FORMS = [/^(.*\S)\s*\(([^()]*(?:\([^()]*\))?[^()]*)\)$/, /^(.*\S)\s*\[([^[\]]*)\]$/, /^(.*\S)\s+\/\s*(\S+)$/];

export function readHeader(text: string): Header {
  for (const form of FORMS) {
    const [, name, unitText] = form.exec(text) ?? [];
    if (name === undefined || unitText === undefined || unitText.trim() === '') continue;
    const parsed = parseUnit(unitText.trim());
    if (parsed.ok) return { text, name, unit: parsed.unit };
  }
  return { text, name: text };
}
