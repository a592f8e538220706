"""A page whose elements can be told by number, in our tree as in a browser's."""

from pipeline.markup import Document


def numbered(source: str) -> str:
    """The page with each element's ordinal in `data-n`."""
    for one in sorted(Document(source).others.walk(), key=lambda one: -one.start):
        if one.parent:
            at = one.start + 1 + len(one.name)
            source = f'{source[:at]} data-n="{one.ordinal}"{source[at:]}'
    return source
