/** The formulas of the field in general form: as lines of text, and as they are typeset. Sources are in language/physics. */

export interface GeneralFormula {
  readonly lines: readonly string[];
  readonly typeset: readonly string[];
}

const HENDERSON: GeneralFormula = {
  lines: ['φ₂ − φ₁ = (RT/F) · (Σ sgn(z)·u·Δc / Σ |z|·u·Δc) · ln(Σ |z|·u·c₁ / Σ |z|·u·c₂)'],
  typeset: [
    'φ_2 − φ_1 &= \\frac{RT}{F} · \\frac{\\sum \\text{sgn}(z) u Δc}{\\sum |z| u Δc} \\ln \\frac{\\sum |z| u c_1}{\\sum |z| u c_2}',
  ],
};

/** By the name of the function that computes it. */
export const generalFormulas: Readonly<Record<string, GeneralFormula>> = {
  nernst: {
    lines: ['E = RT/(zF) · ln(c_out / c_in)'],
    typeset: ['E &= \\frac{RT}{zF} \\ln \\frac{c_{\\text{out}}}{c_{\\text{in}}}'],
  },
  ghk: {
    lines: [
      'V where Σ I = 0,   I = P·z·F · u·(c_in − c_out·e⁻ᵘ) / (1 − e⁻ᵘ),   u = zFV/RT',
      'V = RT/F · ln((Σ P·c_out + Σ P·a_in) / (Σ P·c_in + Σ P·a_out))   for cations c and anions a of one charge',
    ],
    typeset: [
      'I &= PzFu \\frac{c_{\\text{in}} − c_{\\text{out}} e^{−u}}{1 − e^{−u}} \\text{,   } u = \\frac{zFV}{RT} \\text{,   } \\sum I = 0',
      'V &= \\frac{RT}{F} \\ln \\frac{\\sum_{+} P c_{\\text{out}} + \\sum_{−} P c_{\\text{in}}}{\\sum_{+} P c_{\\text{in}} + \\sum_{−} P c_{\\text{out}}} \\text{   where every }|z| = 1',
    ],
  },
  donnan: {
    lines: ['c_in = c_out · r^z,   r = e^(−FV/RT),   Σ z·c_in + Σ z·c_impermeant = 0'],
    typeset: [
      'c_{\\text{in}} &= c_{\\text{out}} r^{z} \\text{,   } r = e^{−FV/RT} \\text{,   } \\sum z c_{\\text{in}} = 0',
    ],
  },
  henderson: HENDERSON,
  junction: HENDERSON,
  boltzmann: {
    lines: ['boltzmann(x) = 1 / (1 + e⁻ˣ)'],
    typeset: ['\\text{boltzmann}(x) &= \\frac{1}{1 + e^{−x}}'],
  },
  linoid: {
    lines: ['linoid(x) = x / (1 − e⁻ˣ),   1 at x = 0'],
    typeset: ['\\text{linoid}(x) &= \\frac{x}{1 − e^{−x}} \\text{,   1 at }x = 0'],
  },
  exprel: {
    lines: ['exprel(x) = (eˣ − 1) / x,   1 at x = 0'],
    typeset: ['\\text{exprel}(x) &= \\frac{e^{x} − 1}{x} \\text{,   1 at }x = 0'],
  },
  free_energy: {
    lines: ['ΔG_in = RT · ln(c_in / c_out) + zFV,   ΔG_out = −ΔG_in'],
    typeset: [
      'ΔG_{\\text{in}} &= RT \\ln \\frac{c_{\\text{in}}}{c_{\\text{out}}} + zFV \\text{,   } ΔG_{\\text{out}} = −ΔG_{\\text{in}}',
    ],
  },
  davies: {
    lines: ['log₁₀ γ = −A·z²·(√I / (1 + √I) − 0.3·I)'],
    typeset: ['\\text{log}_{10}γ &= −A z^2 \\left( \\frac{√I}{1 + √I} − 0.3 I \\right)'],
  },
};
