"""The recipe: a mail as a program shows it."""

from __future__ import annotations

from pipeline.check.features.verdict import WORD
from pipeline.check.mail import Mail
from pipeline.clients import FEATURES, support
from pipeline.simulation import conditions, roundcube, word
from pipeline.simulation.agreement import agreement
from pipeline.simulation.cuts import Cuts
from pipeline.simulation.elements import Elements
from pipeline.simulation.gmail import StyleBlocks
from pipeline.simulation.hooks import HOOKS, let_in
from pipeline.simulation.pages import PAGES
from pipeline.simulation.programs import PROGRAMS, Program
from pipeline.simulation.reading import Reading, reading
from pipeline.simulation.rulings import Act, is_doubtful, settled
from pipeline.simulation.shells import put_into
from pipeline.simulation.simulation import Simulation
from pipeline.simulation.styles import Styles


def simulate(mail: Mail, program: str) -> Simulation:
    """A mail as a program of `PROGRAMS` shows it, as far as the facts tell.

    Raises KeyError for another program.
    """
    known, read, cuts = PROGRAMS[program], reading(mail), Cuts()
    put_into(mail.document, known, cuts)
    if known.family == "roundcube":
        roundcube.wash(read, cuts)
    else:
        _by_facts(read, known, cuts)
    oldest, newest = _tested(read, known)
    return Simulation(
        known,
        cuts.edits(mail.html),
        PAGES.get(known.family, ""),
        cuts.dropped(read.place),
        oldest,
        newest,
        _state(known),
        _unknown(read, known),
        agreement(known.family),
    )


def _by_facts(read: Reading, program: Program, cuts: Cuts) -> None:
    document = read.mail.document
    is_word = program.name == WORD
    unread = document.not_outlook if is_word else document.only_outlook
    if is_word:
        conditions.evaluate(document, cuts)
        word.draw(read, cuts)
    elements = Elements(read, program, cuts)
    elements.dropped(unread)
    styles = Styles(read, program, cuts)
    styles.attributes(unread)
    blocks = StyleBlocks(cuts) if program.family == "gmail" else None
    for sheet in read.mail.sheets:
        if sheet.element.start not in unread and sheet.element.start not in elements.gone:
            why = blocks.refused(sheet) if blocks else ""
            if why:
                cuts.put(sheet.start, sheet.start + len(sheet.css))
                cuts.tell("<style>", "", why, sheet.element.start)
                continue
            styles.block(sheet)
            if program.family in HOOKS:
                let_in(sheet, HOOKS[program.family], cuts)


def _tested(read: Reading, program: Program) -> tuple[str, str]:
    """The months of the oldest and the newest fact about what the mail uses."""
    if not program.client:
        return roundcube.TESTED, roundcube.TESTED
    dates = sorted(
        FEATURES[one].tested[:7]
        for one in read.features
        if one in FEATURES and support(one, program.client)
    )
    return (dates[0], dates[-1]) if dates else ("", "")


def _unknown(read: Reading, program: Program) -> int:
    """How many features of the mail nobody tried in the program."""
    if not program.client:
        return 0
    doubtful = (one for one in read.features if is_doubtful(one, program.name))
    found = (settled(one, program.name) for one in doubtful)
    return sum(one is not None and one.act is Act.UNKNOWN for one in found)


def _state(program: Program) -> str:
    return "caniemail.com" if program.client else roundcube.STATE
