/** The language server wherever it runs, in one bundle: as a process, or as a web worker, which knows no `process`. */
void (typeof process === 'undefined' ? import('./main.browser.js') : import('./main.node.js'));
