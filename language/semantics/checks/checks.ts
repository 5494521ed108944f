/** The one table of checks that compiling does not do by itself. Order does not matter: issues are sorted by place. */
import type { Model } from '../../model/model.js';
import type { Context } from '../context.js';
import { checkElectroneutral } from './electroneutral.js';
import { checkFunctions } from './functions.js';
import { checkUndeclaredBlockers } from './blockers.js';
import { checkDuplicates, checkReservedNames } from './names.js';
import { checkConcentrations, checkUndeclaredIons } from './ions.js';
import { checkCompartments, checkFraction } from './compartments.js';
import { checkChargeBalance } from './charge-balance.js';
import { checkOsmosis } from './osmosis.js';
import { checkInjectedCharge } from './injected-charge.js';
import { checkDynamicIons } from './dynamic-ions.js';
import { checkMembrane } from './membrane.js';
import { checkMagnitudes } from './magnitudes.js';
import { checkPermeation } from './permeation.js';
import { checkPools } from './pools.js';
import { checkProperties } from './properties.js';
import { checkSchemes } from './schemes.js';
import { checkPumps } from './pumps.js';
import { checkRecordings } from './recordings.js';
import { checkStochastic } from './stochastic.js';
import { checkSolutions } from './solutions.js';
import { checkUnscaledRates } from './unscaled-rates.js';
import { checkUnusedGates } from './unused-gates.js';

/** Adds issues to the context. `model` is what compiled; it may be partial or absent. */
export type Check = (context: Context, model: Model | undefined) => void;

export const checks: readonly Check[] = [
  checkDuplicates,
  checkReservedNames,
  checkProperties,
  checkMembrane,
  checkUndeclaredIons,
  checkUndeclaredBlockers,
  checkConcentrations,
  checkCompartments,
  checkFraction,
  checkDynamicIons,
  checkInjectedCharge,
  checkPools,
  checkElectroneutral,
  checkOsmosis,
  checkChargeBalance,
  checkMagnitudes,
  checkPumps,
  checkSchemes,
  checkUnusedGates,
  checkUnscaledRates,
  checkFunctions,
  checkPermeation,
  checkSolutions,
  checkRecordings,
  checkStochastic,
];
