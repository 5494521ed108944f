/** Text → model, by the language's own services, as the server does it. */
import { build, Compilations } from '../language/diagnose.js';
import type { Model } from '../../language/model/model.js';

/** Throws when the text has errors. */
export async function compileText(text: string): Promise<Model> {
  const document = await build(text);
  const errors = (document.diagnostics ?? []).filter(({ severity }) => severity === 1);
  const { model } = Compilations.compilation(document);
  if (errors.length > 0 || model === undefined) {
    throw new Error(errors.map(({ message }) => message).join('\n') || 'no membrane');
  }
  return model;
}
