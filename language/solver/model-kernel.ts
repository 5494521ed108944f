/** Generated code for the equations of a model: made at the first run, then there for any parameters. */
import { TIME, VOLTAGE, type Model } from '../model/model.js';
import type { System } from './model-system.js';
import { makeKernel, type Kernel } from './wasm/kernel.js';
import type { SymbolRole } from './wasm/lowering.js';
import type { Equations } from './wasm/model-module.js';

type Width = Parameters<typeof makeKernel>[1];

const kernels = new WeakMap<System, Map<Width, Kernel | undefined>>();

/** For one model, or for two side by side; undefined where there can be none. */
export function kernelOf(model: Model, system: System, width: Width): Kernel | undefined {
  let ofSystem = kernels.get(system);
  if (!ofSystem) kernels.set(system, (ofSystem = new Map<Width, Kernel | undefined>()));
  if (!ofSystem.has(width)) ofSystem.set(width, makeKernel(equationsOf(model, system), width));
  return ofSystem.get(width);
}

/** What generated code is made of. */
export function equationsOf(model: Model, system: System): Equations {
  const n = system.rates.length;
  const pattern = system.places.map((place) => ({ row: Math.floor(place / n), column: place % n }));
  const indices = new Map([VOLTAGE, ...model.states.map(({ symbol }) => symbol)].map((symbol, i) => [symbol, i]));
  const roleOf = (symbol: number): SymbolRole => {
    if (symbol === TIME) return { is: 'time' };
    const index = indices.get(symbol);
    return index === undefined ? { is: 'fixed' } : { is: 'state', index };
  };
  return { ...system, pattern, roleOf };
}
