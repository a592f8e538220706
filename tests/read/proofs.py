"""The proof that each build makes, made of an article as it was read."""

from pipeline.check.conservation.interleaved import parted


def unproved(found):
    """Where the delivered words part from the file's own, None if nowhere."""
    removed = [one.text if one.own is None else one.own for one in found.removals if not one.within]
    title = found.title if found.title_lines else ""
    notes = {number for lines in found.note_lines for number in range(lines[0], lines[1] + 1)}
    lines = found.text.split("\n")
    body = "\n".join("" if at in notes else line for at, line in enumerate(lines, start=1))
    return parted(body, removed, " ".join([title, *map(said, found.blocks)]))


def said(block):
    """What a block says, without the words for its pictures."""
    children = [child for token in block.tokens for child in token.children or ()]
    if not any(child.type == "image" for child in children):
        return block.text
    return " ".join(child.content for child in children if child.type == "text")
