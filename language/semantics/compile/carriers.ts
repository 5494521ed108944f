/** Channels and pumps whose schemes set their currents. */
import type { Channel, Pump } from '../../generated/ast.js';

/** Whether a transition moves something. */
export function carriesByScheme({ schemes }: Channel | Pump): boolean {
  return schemes.some(({ transitions }) => transitions.some(({ transfers }) => transfers.length > 0));
}
