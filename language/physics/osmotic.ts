/** Osmosis across a membrane that holds solutes back [van 't Hoff 1887, Z Phys Chem 1:481; Kedem & Katchalsky 1958, Biochim Biophys Acta 27:229]. */
import { R } from './constants.js';

/** Of liquid water at 25 °C, m³/mol [Kell 1975, J Chem Eng Data 20:97]; 18.14 cm³/mol at 37 °C. */
export const molarVolumeOfWater = 1.8069e-5;

/** Lp = P_f V_w/(RT), m/(s Pa), of an osmotic permeability P_f in m/s [Finkelstein 1987, Water Movement Through Lipid Bilayers]. */
export function hydraulicPermeability(osmoticPermeability: number, temperature: number): number {
  return (osmoticPermeability * molarVolumeOfWater) / (R * temperature);
}

/** ΔΠ = RT (Σ c_in − Σ c_out), Pa; positive draws water in. Osmolarities in mol/m³, T in K. */
export function osmoticPressure(inside: number, outside: number, temperature: number): number {
  return R * temperature * (inside - outside);
}

/** dW/dt = Lp · A · ΔΠ, m³/s, inward. Lp in m/(s Pa), A in m². */
export function waterInflow(hydraulicPermeability: number, area: number, pressure: number): number {
  return hydraulicPermeability * area * pressure;
}
