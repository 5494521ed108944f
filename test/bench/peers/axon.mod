COMMENT
The channels of media/examples/squid-axon.memb for NEURON: Hodgkin & Huxley 1952, at 6.3 degC.
ENDCOMMENT

NEURON {
  SUFFIX axon
  NONSPECIFIC_CURRENT i
  RANGE i
}

UNITS {
  (mV) = (millivolt)
  (mA) = (milliamp)
  (S) = (siemens)
}

PARAMETER {
  gNa = 0.12 (S/cm2)
  gK = 0.036 (S/cm2)
  gL = 0.0003 (S/cm2)
}

ASSIGNED {
  v (mV)
  i (mA/cm2)
}

STATE { m h n }

BREAKPOINT {
  SOLVE states METHOD cnexp
  i = gNa*m^3*h*(v - 50) + gK*n^4*(v + 77) + gL*(v + 54.387)
}

INITIAL {
  m = am(v)/(am(v) + bm(v))
  h = ah(v)/(ah(v) + bh(v))
  n = an(v)/(an(v) + bn(v))
}

DERIVATIVE states {
  m' = am(v)*(1 - m) - bm(v)*m
  h' = ah(v)*(1 - h) - bh(v)*h
  n' = an(v)*(1 - n) - bn(v)*n
}

FUNCTION linoid(x) {
  if (fabs(x) < 1e-6) { linoid = 1 + x/2 } else { linoid = x/(1 - exp(-x)) }
}
FUNCTION am(v (mV)) { am = linoid((v + 40)/10) }
FUNCTION bm(v (mV)) { bm = 4*exp(-(v + 65)/18) }
FUNCTION ah(v (mV)) { ah = 0.07*exp(-(v + 65)/20) }
FUNCTION bh(v (mV)) { bh = 1/(1 + exp(-(v + 35)/10)) }
FUNCTION an(v (mV)) { an = 0.1*linoid((v + 55)/10) }
FUNCTION bn(v (mV)) { bn = 0.125*exp(-(v + 65)/80) }
