"""The squid axon in NEURON, its channels by nocmodl from axon.mod, 10 uA/cm2 for 100 ms; beside it NEURON's own `hh`."""
import json
import math
import sys

from neuron import h

h.load_file("stdrun.hoc")
cvode = h.CVode()
cvode.active(True)
cvode.atol(1e-10)
cvode.condition_order(2)


def spikes(mechanism):
    section = h.Section(name=mechanism)
    section.L = section.diam = 100 / math.sqrt(math.pi)
    section.cm = 1
    section.insert(mechanism)
    if mechanism == "hh":
        # Its tables of rates are good to three digits.
        h.usetable_hh = 0
        section.ena, section.ek = 50, -77
        section(0.5).hh.el = -54.387
    stimulus = h.IClamp(section(0.5))
    stimulus.delay, stimulus.dur, stimulus.amp = 0, 1e9, 1
    detector = h.NetCon(section(0.5)._ref_v, None, sec=section)
    detector.threshold = 0
    times = h.Vector()
    detector.record(times)
    h.celsius = 6.3
    h.finitialize(-65)
    cvode.solve(100)
    return {"spikes": list(times), "V": section(0.5).v}


print(json.dumps(spikes(sys.argv[1])))
