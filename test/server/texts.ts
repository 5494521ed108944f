/** Texts that several tests ask about. */

/** The first example of the language: three ions, three leaks, a pump. */
export const neuron = `/** A mammalian neuron at rest. doi:10.1113/jphysiol.1949.sp004310 */
membrane Neuron {
  temperature = 37 degC
  capacitance = 1 uF/cm^2
  area        = 3000 um^2
}

ion K  + { in = 140 mM, out = 4 mM }
ion Na + { in = 12 mM,  out = 145 mM }
ion Cl - { in = 7 mM,   out = 120 mM }

channel K2P   conducts K  { conductance = 0.10 mS/cm^2 }
channel NALCN conducts Na { conductance = 0.018 mS/cm^2 }
channel ClC   conducts Cl { conductance = 0.02 mS/cm^2 }

pump NaK {
  moves 3 Na out, 2 K in
  uses 1 ATP
  current = 2 pA
}
`;

/** Hodgkin and Huxley 1952. */
export const axon = `membrane Axon { temperature = 6.3 degC, capacitance = 1 uF/cm^2 }

channel Nav {
  conductance = 120 mS/cm^2
  reversal    = 50 mV
  open        = m^3 * h
  gate m { alpha = 1/ms * linoid((V + 40 mV) / 10 mV), beta = 4/ms * exp(-(V + 65 mV) / 18 mV) }
  gate h { alpha = 0.07/ms * exp(-(V + 65 mV) / 20 mV), beta = 1/ms / (1 + exp(-(V + 35 mV) / 10 mV)) }
  q10 = 3 at 6.3 degC
}
channel Kdr {
  conductance = 36 mS/cm^2
  reversal    = -77 mV
  open        = n^4
  gate n { alpha = 0.1/ms * linoid((V + 55 mV) / 10 mV), beta = 0.125/ms * exp(-(V + 65 mV) / 80 mV) }
}
channel Leak { conductance = 0.3 mS/cm^2, reversal = -54.387 mV }

param amplitude = 10 uA/cm^2 in 0 uA/cm^2 .. 20 uA/cm^2

experiment Spikes {
  duration = 100 ms
  start    = -65 mV
  inject amplitude from 5 ms to 95 ms
  plot V | Nav.I, Kdr.I | Nav.m, Nav.h, Kdr.n
}
`;
