import Mocha from 'mocha';
import { prepare } from './run.js';

prepare(new Mocha({ reporter: 'spec', color: false }));
