/** Generated functions of vectors, called from a test. */
import { i32, v128, call } from '../../../language/solver/wasm/instructions.js';
import { sharedMemory, webAssembly } from '../../../language/solver/wasm/host.js';
import { START } from '../../../language/solver/wasm/layout.js';
import { mathematics, type MathFunction } from '../../../language/solver/wasm/mathematics.js';
import { ModuleBuilder } from '../../../language/solver/wasm/module.js';

/** The function on two numbers at once, one a lane. */
export function vectorFunction(name: MathFunction): (x: [number, number], y?: [number, number]) => [number, number] {
  const module = new ModuleBuilder();
  const find = mathematics(module);
  const zero = i32.value(0);
  const hasTwo = name === 'pow' || name === 'linoidSlope';
  module.define('run', [], [], (body) => {
    const operands = [v128.load(zero, START), ...(hasTwo ? [v128.load(zero, START + 16)] : [])];
    body.write(v128.store(zero, START + 32, call(find(name), ...operands)));
  });
  const memory = sharedMemory(START + 64);
  const compiled = new webAssembly!.Module(module.bytes());
  const { run } = new webAssembly!.Instance(compiled, { env: { memory } }).exports;
  return (x, y = [0, 0]) => {
    const numbers = new Float64Array(memory.buffer, START, 6);
    numbers.set([...x, ...y]);
    run!();
    return [numbers[4]!, numbers[5]!];
  };
}
