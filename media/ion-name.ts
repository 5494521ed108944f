/** Ions as chemists print them: Ca²⁺, HCO₃⁻, and an average charge as A (−1.2). */
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉';

export function ionName(name: string, charge: number): string {
  const formula = /^[A-Z][A-Za-z0-9]*$/.test(name) ? name.replace(/(?<=[A-Za-z])\d+/g, subscript) : name;
  return formula + chargeText(charge);
}

function chargeText(charge: number): string {
  const size = Math.abs(charge);
  const sign = charge < 0 ? '⁻' : '⁺';
  if (!Number.isInteger(charge)) return ` (${charge < 0 ? '−' : '+'}${size})`;
  if (size === 1) return sign;
  return [...String(size)].map((digit) => SUPERSCRIPTS[Number(digit)]).join('') + sign;
}

function subscript(digits: string): string {
  return [...digits].map((digit) => SUBSCRIPTS[Number(digit)]).join('');
}
