"""How texts refer to what stands elsewhere in them, language by language.

The notation is that of the word lists (`word_patterns`). What points to the section before or
after is kept apart from what points up or down the page: the one has a place, the other is looked
for by its words.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from pipeline.check.words.patterns import Index, index

UP, DOWN, BEFORE, NEXT = "up", "down", "before", "next"


class Pointing(NamedTuple):
    """Patterns of a language by where they point."""

    up: tuple[str, ...] = ()
    down: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    next: tuple[str, ...] = ()


POINTING: Mapping[str, Pointing] = {
    "en": Pointing(
        up=(
            "as/we/i (have) mentioned/described/discussed/explained/noted/said/shown/seen above",
            "as/we/i mentioned/described/discussed/explained/noted/said/saw earlier",
            "mentioned/described/discussed/explained/listed/outlined/shown above",
            "see above",
            "the … above example/table/figure/list/section",
            "the example/table/figure/list/section/steps/instructions above",
        ),
        down=(
            "see below",
            "described/discussed/explained/listed/outlined/shown below",
            "the example/table/figure/list/section/steps/instructions below",
            "more on this/that later/below",
            "as we will/shall see (later)",
        ),
        before=(
            "in the previous/preceding/last section/chapter",
            "the previous/preceding section/chapter",
        ),
        next=(
            "in the next/following section/chapter",
            "the next/following section/chapter",
        ),
    ),
    "de": Pointing(
        up=(
            "siehe oben",
            "wie (bereits/schon) oben erwähnt/beschrieben/gesagt/gezeigt/erläutert/genannt",
            "wie (bereits/schon) erwähnt/beschrieben/gesagt",
            "oben erwähnt*/beschrieben*/genannt*/gezeigt*",
        ),
        down=("siehe unten", "weiter unten", "unten beschrieben*/genannt*/gezeigt*"),
        before=("im vorigen/letzten/vorherigen/vorangegangenen abschnitt/kapitel",),
        next=("im nächsten/folgenden abschnitt/kapitel",),
    ),
    "fr": Pointing(
        up=("voir ci dessus", "ci dessus", "comme … plus haut", "mentionné*/décrit* plus haut"),
        down=("voir ci dessous", "ci dessous", "voir plus bas", "comme … plus bas"),
        before=("dans la section/partie précédente", "dans le chapitre précédent"),
        next=("dans la section/partie suivante", "dans le chapitre suivant"),
    ),
    "es": Pointing(
        up=("véase/ver más arriba", "mencionad*/descrit* (más) arriba/anteriormente"),
        down=("véase/ver más abajo/adelante", "descrit* más abajo"),
        before=("en la sección anterior", "en el apartado/capítulo anterior"),
        next=("en la próxima/siguiente sección", "en el próximo/siguiente apartado/capítulo"),
    ),
    "it": Pointing(
        up=("vedi sopra", "come … sopra", "descritt*/menzionat* sopra"),
        down=("vedi sotto", "descritt* (di) sotto", "vedi più avanti"),
        before=("nella sezione precedente", "nel capitolo precedente"),
        next=("nella prossima sezione", "nella sezione successiva/seguente"),
    ),
    "pt": Pointing(
        up=("ver acima", "mencionad*/descrit* acima"),
        down=("ver abaixo", "descrit* abaixo"),
        before=("na seção/secção anterior", "no capítulo anterior"),
        next=("na próxima seção/secção", "na seção/secção seguinte", "no próximo capítulo"),
    ),
    "nl": Pointing(
        up=("zie boven/hierboven", "hierboven beschreven/genoemd*/vermeld*"),
        down=("zie onder/hieronder", "hieronder beschreven/genoemd*"),
        before=("in de/het vorige sectie/hoofdstuk",),
        next=("in de/het volgende sectie/hoofdstuk",),
    ),
}

OF_KIND: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("table", "tabelle", "tableau", "tabla", "tabella", "tabela"), ("table",)),
    **dict.fromkeys(("list", "liste", "lista", "lijst", "steps", "schritte"), ("list",)),
    **dict.fromkeys(("figure", "image", "abbildung", "figura"), ("image", "images")),
}
"""Words for what a reference points to, and the kinds of blocks that are meant."""


@cache
def pointing(lang: str) -> Index[str]:
    """The patterns of a language, each with where it points; none where nobody wrote any."""
    told = POINTING.get(lang.partition("-")[0].lower(), Pointing())
    return index((pattern, where) for where in Pointing._fields for pattern in getattr(told, where))
