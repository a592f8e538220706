"""Passages made for tests: sentences on a subject, the same each time, and articles of them."""

import random
from itertools import accumulate

GRAMMAR = (
    "the",
    "a",
    "of",
    "and",
    "with",
    "for",
    "in",
    "to",
    "is",
    "that",
    "it",
    "as",
    "on",
    "at",
    "by",
    "from",
    "this",
)
SUBJECTS = {
    "bread": (
        "dough",
        "flour",
        "yeast",
        "oven",
        "crust",
        "loaf",
        "knead",
        "proof",
        "sourdough",
        "baker",
        "salt",
        "crumb",
    ),
    "garden": (
        "soil",
        "seedling",
        "compost",
        "mulch",
        "prune",
        "hedge",
        "blossom",
        "greenhouse",
        "weed",
        "spade",
        "bulb",
    ),
    "sea": (
        "tide",
        "harbour",
        "anchor",
        "lighthouse",
        "current",
        "mooring",
        "keel",
        "gull",
        "deck",
        "captain",
        "wave",
    ),
}


def sentence(chance, subject):
    """Nine to fifteen words, each other one on the subject."""
    words = [
        chance.choice(SUBJECTS[subject] if at % 2 else GRAMMAR)
        for at in range(chance.randint(9, 15))
    ]
    return " ".join(words).capitalize() + "."


def paragraph(subject, words=60, seed=0):
    chance = random.Random(f"{subject} {seed}")
    found = [sentence(chance, subject) for _ in range(words)]
    counts = accumulate(len(one.split()) for one in found)
    return " ".join(found[: next(at for at, count in enumerate(counts, 1) if count >= words)])


def passage(subject, words=300, each=60):
    """Paragraphs on one subject."""
    return "\n\n".join(paragraph(subject, each, seed) for seed in range(words // each))


def sections(*named, level=2):
    """Headings with what stands below each."""
    return "\n\n".join(f"{'#' * level} {name}\n\n{text}" for name, text in named)
