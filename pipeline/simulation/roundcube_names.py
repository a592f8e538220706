"""The elements and attributes that Roundcube 1.6 lets into its page, as running it shows."""

from __future__ import annotations

from pipeline.check.features.css_names import names

ELEMENTS = frozenset(
    names("""
a abbr acronym address area b basefont bdo big blockquote br button caption center cite code col
colgroup dd del dfn dir div dl dt em fieldset font h1 h2 h3 h4 h5 h6 hr i img input ins label
legend li map menu nobr ol optgroup option p pre q s samp select small source span strike strong
sub sup svg table tbody td textarea tfoot th thead tr tt u ul var video wbr math
""")
)
"""Elements that stay; what SVG and MathML are made of is not listed."""

FRAME = frozenset(names("html head body title meta style form link base"))
"""Elements that are treated in ways of their own."""

GONE = frozenset(names("script applet embed"))
"""Elements that go with what is in them; of others the tags go."""

DRAWING = ("svg", "math")

ATTRIBUTES = frozenset(
    names("""
abbr align alt axis background bgcolor border bordercolordark bordercolorlight cellborder
cellpadding cellspacing char charoff checked class clear col cols colspan color compact coords
dir disabled face for headers height href hspace id lang marginheight marginwidth max media min
mode multiple name nowrap open poster readonly rel reversed row rows rowspan shape size src start
style target title type usemap valign value vspace width wrap
""")
)
"""Attributes that stay; `target` and `rel` are set anew on links."""

ON_BODY = frozenset(names("bgcolor text background style class id dir lang"))
"""Attributes of the body that reach the box that takes its place."""
