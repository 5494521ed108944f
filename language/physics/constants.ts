/** CODATA 2018 values (Tiesinga et al. 2021, Rev Mod Phys 93:025010). Exact but for the vacuum permittivity. SI. */

/** Molar gas constant, J/(mol·K). */
export const R = 8.31446261815324;
/** Faraday constant, C/mol: the product of the next two. */
export const F = 96485.33212331;
/** Avogadro constant, 1/mol. */
export const avogadro = 6.02214076e23;
/** Elementary charge, C. */
export const elementaryCharge = 1.602176634e-19;
/** Boltzmann constant, J/K. */
export const boltzmannConstant = 1.380649e-23;
/** Vacuum permittivity, F/m. */
export const vacuumPermittivity = 8.8541878128e-12;
/** 0 °C, K. */
export const celsiusZero = 273.15;

/** Relative permittivity of water at 25 °C [Malmberg & Maryott 1956, J Res Natl Bur Stand 56:1]. */
export const waterPermittivity = 78.3;
