"""What weighs how much when an article is broken; `split` says what each stands for.

`docs/decisions/0002-the-split.md` has what was measured.
"""

COHESION = 0.45
PARTED = 0.4
OUTSIDE = 3.0
MISSED = 1.0
DEEPER = 0.2
CROSSING = 0.2
INTRODUCES = 1.0
INSIDE = 0.3
HEADED = 0.5
SHIFT = 4.0
LEANS = 0.5
UNWANTED = 20.0
