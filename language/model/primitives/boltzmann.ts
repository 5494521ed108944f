/** boltzmann(x) = 1/(1 + e^(−x)): the share of open gates with two states. */
import { boltzmann as value } from '../../physics/linoid.js';
import type { Primitive } from './primitive.js';

export const boltzmann: Primitive<'boltzmann'> = {
  name: 'boltzmann',
  value,
  slope: (make, _x, y) => make.binary('mul', y, make.binary('sub', make.constant(1), y)),
  spelledOut(make, x) {
    const one = make.constant(1);
    return make.binary('div', one, make.binary('add', one, make.unary('exp', make.unary('neg', x))));
  },
};
