"""The squid axon or the muscle fibre in Brian2, by its classical Runge-Kutta method with a short fixed step."""
import json
import sys

from brian2 import NeuronGroup, StateMonitor, defaultclock, exp, ms, prefs, run

prefs.codegen.target = "numpy"

AXON = """
dV/dt = (10 - 120*m**3*h*(V - 50) - 36*n**4*(V + 77) - 0.3*(V + 54.387))/ms : 1
dm/dt = (0.1*(V + 40)/(1 - exp(-(V + 40)/10))*(1 - m) - 4*exp(-(V + 65)/18)*m)/ms : 1
dh/dt = (0.07*exp(-(V + 65)/20)*(1 - h) - 1/(1 + exp(-(V + 35)/10))*h)/ms : 1
dn/dt = (0.01*(V + 55)/(1 - exp(-(V + 55)/10))*(1 - n) - 0.125*exp(-(V + 65)/80)*n)/ms : 1
"""
MUSCLE = """
dV/dt = (90 - 4.4*(1 + tanh((V + 1.2)/18))/2*(V - 120) - 8*w*(V + 84) - 2*(V + 60))/20/ms : 1
dw/dt = 0.04*cosh((V - 2)/60)*((1 + tanh((V - 2)/30))/2 - w)/ms : 1
"""
AXON_START = {"V": -65, "m": 0.052932485257249575, "h": 0.596120753508460242, "n": 0.31767691406069739}
MODELS = {"axon": (AXON, AXON_START, 0.01, 100), "muscle": (MUSCLE, {"V": 0, "w": 0}, 0.1, 1500)}

equations, start, step, duration = MODELS[sys.argv[1]]
defaultclock.dt = step * ms
cell = NeuronGroup(1, equations, method="rk4")
for name, value in start.items():
    setattr(cell, name, value)
monitor = StateMonitor(cell, "V", record=0)
run(duration * ms)
# A monitor records before each step.
print(json.dumps({"step": step, "V": [float(V) for V in monitor.V[0]] + [float(cell.V[0])]}))
