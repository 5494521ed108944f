/** Pools and buffers as `memb rest` shows them: tables, and JSON. */
import type { Summary } from '../../language/analysis/summary.js';
import { concentrationUnit, formatNumber, formatQuantity } from '../../language/units/display.js';
import { prettyUnit } from '../../language/units/pretty.js';
import { fromSI } from '../../language/units/convert.js';
import { quantity, unitsOfBasis } from './quantity.js';
import { table } from './table.js';

const NONE = '–';
const show = (value: number | undefined, unit: string): string =>
  value === undefined ? NONE : formatQuantity(value, unit);
const concentration = (value: number | undefined): string =>
  value === undefined ? NONE : formatQuantity(value, concentrationUnit(value));
const number = (value: number | undefined): string => (value === undefined ? NONE : formatNumber(value));

export function poolsText(summary: Summary): string {
  const unit = unitsOfBasis(summary.basis).current;
  const pools = summary.pools.map((pool) => [
    pool.name,
    pool.ion,
    concentration(pool.free),
    number(pool.kappa),
    pool.risePerCurrent === undefined ? NONE : show(pool.risePerCurrent / fromSI(1, unit), 'uM/ms'),
    show(pool.decay, 'ms'),
    show(pool.slowed, 'ms'),
  ]);
  const buffers = summary.buffers.map(({ name, ion, bound, kappa, total, dissociation, tau }) => [
    name,
    ion,
    concentration(bound),
    concentration(total),
    concentration(dissociation),
    number(kappa),
    show(tau, 'ms'),
  ]);
  const head = ['pool', 'of', 'free', 'κ', `per ${prettyUnit(unit)} inward`, 'τ', 'τ·(1 + κ)'];
  return [
    pools.length === 0 ? '' : table([head, ...pools]),
    buffers.length === 0 ? '' : table([['buffer', 'of', 'bound', 'sites', 'Kd', 'κ', 'τ'], ...buffers]),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

export function poolsJson({ pools, buffers }: Summary): object {
  return {
    ...(pools.length > 0 && {
      pools: pools.map(({ name, ion, free, depth, volume, decay, rest, kappa, slowed }) => ({
        name,
        ion,
        free: quantity(free, 'mM'),
        depth: quantity(depth, 'um'),
        volume: quantity(volume, 'pL'),
        decay: quantity(decay, 'ms'),
        rest: quantity(rest, 'mM'),
        kappa,
        slowedDecay: quantity(slowed, 'ms'),
      })),
    }),
    ...(buffers.length > 0 && {
      buffers: buffers.map(({ name, ion, kind, bound, total, dissociation, kappa, kon, koff, tau }) => ({
        name,
        ion,
        kind,
        bound: quantity(bound, 'mM'),
        total: quantity(total, 'mM'),
        Kd: quantity(dissociation, 'mM'),
        kappa,
        kon: quantity(kon, '/mM/s'),
        koff: quantity(koff, '/s'),
        tau: quantity(tau, 'ms'),
      })),
    }),
  };
}
