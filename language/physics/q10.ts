/** Factor on rates measured at T₀ when used at T: Q10^((T − T₀)/10 K) [Hodgkin & Huxley 1952, J Physiol 117:500]. */
export function q10Factor(q10: number, temperature: number, reference: number): number {
  return q10 ** ((temperature - reference) / 10);
}
