/** How long text takes to become a model, and the model a trace, as both grow; the models are warm, and none seen before. */
import { readFileSync } from 'node:fs';
import { defaultSymbols } from '../../language/analysis/parameter-values.js';
import { runToEnd } from '../../language/analysis/run.js';
import { NO_INJECTIONS, systemOf } from '../../language/solver/model-system.js';
import { median } from './compare.js';
import { compileText } from './compile-text.js';

const REPEATS = 7;
const HEART = 'media/examples/luo-rudy-1991.memb';

export async function showTextGrowth(): Promise<void> {
  console.log('From text, as the model grows: channels with two gates each, 20 ms (processor time, median)');
  const heart = readFileSync(HEART, 'utf8');
  await show('Luo–Rudy 1991', (i) => `${heart}\nlet never_seen_${i} = ${i} mV\n`);
  for (const channels of [2, 4, 8, 16, 32, 64, 100]) await show(`${channels} channels`, (i) => textOf(channels, i));
}

async function show(title: string, text: (i: number) => string): Promise<void> {
  const costs: { readonly compiling: number; readonly tracing: number }[] = [];
  let states = 0;
  let nonzeros = 0;
  for (let i = 0; i < REPEATS; i++) {
    const start = process.cpuUsage();
    const model = await compileText(text(i));
    const compiling = sinceMs(start);
    const run = runToEnd(model, model.experiments[0]!.name, defaultSymbols(model));
    if (!run.ok) throw new Error(run.failure.message);
    run.value.sample();
    costs.push({ compiling, tracing: sinceMs(start) });
    states = model.states.length + 1;
    nonzeros = systemOf(model, model.capacitance!, NO_INJECTIONS).places.length;
  }
  const tracing = median(costs.map((cost) => cost.tracing));
  console.log(
    [
      `  ${title.padEnd(14)} ${String(states).padStart(3)} states ${String(nonzeros).padStart(5)} nonzeros`,
      `text to model ${median(costs.map((cost) => cost.compiling)).toFixed(1)} ms`,
      `to trace ${tracing.toFixed(1)} ms`,
      `${((tracing * 1e3) / nonzeros).toFixed(0)} µs for each nonzero`,
    ].join('   '),
  );
}

function textOf(channels: number, i: number): string {
  const one = (k: number): string => `channel C${k} conducts ${k % 2 === 0 ? 'K' : 'Na'} {
  conductance = ${0.01 + 1e-6 * i} mS/cm^2
  open = m^3 * h
  gate m { alpha = 0.1/ms * linoid((V + ${40 + (k % 7)} mV)/10 mV), beta = 4/ms * exp(-(V + 65 mV)/18 mV) }
  gate h { alpha = 0.07/ms * exp(-(V + 65 mV)/20 mV), beta = 1/ms / (1 + exp(-(V + 35 mV)/10 mV)) }
}`;
  return `membrane Growing { temperature = 310 K, capacitance = 1 uF/cm^2 }
ion Na + { in = 12 mM, out = 145 mM }
ion K + { in = 140 mM, out = 4 mM }
channel leak conducts K { conductance = 0.3 mS/cm^2 }
${Array.from({ length: channels }, (_, k) => one(k)).join('\n')}
experiment Step { duration = 20 ms, inject 5 uA/cm^2 from 2 ms to 10 ms, plot V }
`;
}

function sinceMs(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e3;
}
