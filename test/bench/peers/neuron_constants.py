"""NEURON's Nernst potentials and constant-field currents (mA/cm2 at 1 cm/s). Argument: JSON of [v, ci, co, z, celsius]."""
import json
import sys

from neuron import h

answers = []
for v, inside, outside, charge, celsius in json.loads(sys.argv[1]):
    h.celsius = celsius
    answers.append([h.nernst(inside, outside, charge), h.ghk(v, inside, outside, charge)])
print(json.dumps(answers))
