/** Mocha's own build for browsers leaves its class in a global. */
import 'mocha/mocha.js';
import { prepare } from './run.js';

const { Mocha: BrowserMocha } = globalThis as unknown as { readonly Mocha: typeof Mocha };
prepare(new BrowserMocha({ reporter: 'spec', color: false }));
