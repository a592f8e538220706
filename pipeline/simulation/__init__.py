"""What mail programs make of a mail, as far as their facts tell: cuts and changes in its HTML.

An honest simulation: what a program is known to drop is dropped, what nobody tried is kept, and
both are told. `docs/simulation.md` says how far it was found to be true.
"""

from pipeline.simulation.programs import PROGRAMS, Program
from pipeline.simulation.simulate import simulate
from pipeline.simulation.simulation import Agreement, Dropped, Edit, Simulation, as_data

__all__ = [
    "PROGRAMS",
    "Agreement",
    "Dropped",
    "Edit",
    "Program",
    "Simulation",
    "as_data",
    "simulate",
]
