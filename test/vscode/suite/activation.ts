import { extensions, languages, workspace } from 'vscode';
import { equal, ok } from '../host/assert.js';
import { eventually } from '../host/eventually.js';

describe('the extension', () => {
  it('is there', () => {
    ok(extensions.getExtension('memb.memb'));
  });

  it('activates on a .memb file', async () => {
    const document = await workspace.openTextDocument({ language: 'memb', content: 'membrane soma {}\n' });
    equal(document.languageId, 'memb');
    ok((await languages.getLanguages()).includes('memb'));
    await eventually('activation', () => (extensions.getExtension('memb.memb')?.isActive ? true : undefined));
  });
});
