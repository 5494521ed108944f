/** What each word of the language itself means, in a sentence: for hovers and completion lists. */
export const keywords: Readonly<Record<string, string>> = {
  import: 'Brings what a library declares: all of it, or what is named, as in `import Kv from "channels/kv.memb"`.',
  membrane: 'The membrane itself: temperature, capacitance, size. One file is one membrane.',
  ion: 'An ion with its charge and its concentrations inside and outside; they fix its Nernst potential.',
  impermeant: 'A charged molecule that does not cross the membrane. It has no Nernst potential.',
  compartment:
    'The space on one side of the membrane, `inside` or `outside`: how big it is, and the bath beyond it. Concentrations that move need it.',
  pool: 'The space in which an ion inside is felt, such as the shell beneath the membrane, and how it is cleared: `pool Shell holds Ca { depth = 100 nm, decay = 20 ms }`.',
  holds: 'The ion whose concentration inside is that of the pool.',
  slab: 'A layer between the two solutions in which ions diffuse in the field that they make: Poisson–Nernst–Planck, beside constant field.',
  buffer: 'What binds an ion inside: by a binding ratio, by sites and Kd, or with rate constants.',
  binds: 'The ion that a buffer binds.',
  dynamic:
    'This concentration moves: it starts at what is written, and follows what channels, pumps and the bath make of it.',
  channel:
    'A pathway with current I = g·(V − E), or with the constant-field currents of several ions; open always or by its gates.',
  conducts: 'The ion a channel lets through: its Nernst potential is the channel’s reversal potential.',
  permeates:
    'The ions a channel lets through, each with its share of the permeability: their constant-field currents add up.',
  gate: 'A gate of a channel, a number from 0 to 1: by `alpha` and `beta`, by `inf` and `tau`, by `half` with `slope` or `charge`, or allosteric, by `coupling` and `intrinsic`.',
  blocked: 'A blocker of the pore and the side it comes from: `blocked by spermine.in { Kd = 5 uM, delta = 0.4 }`.',
  by: 'What blocks, as in `blocked by Mg.out`; or the step from one run of a family to the next.',
  scheme: 'A kinetic diagram: states, and transitions with their rates, as in `C <-> O : 2/ms, 5/ms`.',
  driven: 'Something drives this scheme round, so detailed balance is not asked of it.',
  pump: 'Moves ions against their gradients, at the cost of ATP.',
  transporter: 'Moves ions or solutes together, driven by their gradients: a cotransporter or an exchanger.',
  solute: 'Something uncharged and dissolved that transporters carry, such as glucose.',
  solution:
    'A named mixture, such as a bath or what is in a pipette: a side of the membrane by `outside = ACSF`, and a source of values.',
  ligand: 'A molecule that binds or blocks and is not carried, with its concentrations and charge.',
  moves:
    'What one cycle carries, as in `moves 3 Na out, 2 K in`; at a transition of a scheme, what crosses the membrane there.',
  uses: 'What one cycle costs, as in `uses 1 ATP`.',
  ATP: 'Adenosine triphosphate: what a pump is paid with.',
  state: 'Any quantity with a start value and a rate of change, for what has no construct of its own.',
  param: 'A value that may be changed without editing; with a range it is a slider in the preview.',
  let: 'A name for a value, which is shown behind it; with parameters a function: `let f(x) = exp(x / 10 mV)`.',
  experiment: 'What to run and what to look at: duration, injected current, plots.',
  inject: 'Injects a current, positive depolarises: `inject 10 uA/cm^2 from 5 ms to 95 ms`.',
  data: 'Recorded numbers, drawn over the traces of their names: `data Cell7 "cell7.csv" { t = column "time" in ms, V = column "vm" in mV }`.',
  plot: 'What to draw: `,` puts traces in one pane, `|` begins the next pane.',
  against: 'What measures of a family of runs are drawn over: `plot peak(Nav.I) against V`.',
  clamp: 'Imposes V: `clamp -80 mV, then -60 .. 60 mV by 10 mV from 5 ms to 25 ms`.',
  ramp: 'A straight line in time: `ramp -100 mV to 50 mV from 10 ms to 110 ms`.',
  sine: 'A current that swings from the moment it begins: `inject sine 2 uA/cm^2 at 8 Hz`. The current is the height of its peaks.',
  chirp:
    'A sine whose frequency rises or falls in proportion to time: `inject chirp 2 uA/cm^2 at 1 .. 100 Hz from 0 s to 10 s`.',
  set: 'For this experiment another value: `set K.out = 8 mM from 1 s to 2 s`.',
  stochastic: 'Chance, the same for one `seed`: channels of which there are so many open and close one by one.',
  sweep: 'A family of runs: `sweep amplitude = 0 .. 20 uA/cm^2 by 1 uA/cm^2`.',
  for: 'How long each pulse of a train lasts.',
  every: 'From the start of one pulse of a train to the start of the next.',
  expect: 'A test of a value: `expect V_rest = -72 mV within 1 mV`, `expect peak(V) in Spikes = 40 mV within 1 mV`.',
  within: 'How far an expected value may be off: a difference, or a share in %.',
  in: 'Inside the cell, into it, or within a range.',
  out: 'Outside the cell, or out of it.',
  from: 'The file that is imported, or when an injection begins.',
  to: 'When an injection ends; with the experiment where nothing is said.',
  at: 'The temperature at which rates were measured: `q10 = 3 at 6.3 degC`.',
  if: 'One value or another: `if V < -40 mV then 1 else 0`.',
  then: 'The value where the condition holds.',
  else: 'The value where the condition does not hold.',
  and: 'Both conditions hold.',
  or: 'At least one of the conditions holds.',
  not: 'The condition does not hold.',
};

/** Words that mean something in one place only, and are free as names everywhere else. */
export const wordsOfBlocks: Readonly<Record<string, string>> = {
  bath: 'What the space outside exchanges with by diffusion: its concentrations, and the rate constant `exchange`.',
  osmotic: 'Water follows what is dissolved: the volume inside moves. Needs `water`, the permeability.',
  column: 'A column of the file, by what its header calls it: `V = column "vm" in mV`.',
  exchange:
    'Rate constant of exchange with the bath, as it is in free solution; the tortuosity lowers it by its square.',
};
