"""Sample people as whole mails meet them: plain, missing, and full of what languages read."""

from __future__ import annotations

from collections.abc import Mapping

Person = Mapping[str, str]
"""Somebody's values by our own names of fields; one that is not known is not there."""

PLAIN: Mapping[str, Person] = {
    "known": {"first_name": "Ada", "city": "Bath"},
    "not known": {},
    "empty": {"first_name": "", "city": ""},
    "half known": {"first_name": "Zoë"},
    "right to left": {"first_name": "\u05d3\u05e0\u05d4", "city": "\u062d\u0644\u0628"},
    "emoji": {"first_name": "Mia\U0001f469\u200d\U0001f680", "city": "\U0001f3d9\ufe0f Köln"},
    "long": {"first_name": "Ada" * 300, "city": "Llanfair " * 90 + "end"},
}
"""People whose values every service inserts alike, whether it escapes or not."""

WILD: Mapping[str, Person] = {
    "markup": {"first_name": "O'Brien&<b>", "city": "</p><script>alert(1)</script>"},
    "quotes": {"first_name": '"Ada"\'s`', "city": "\" onclick='x' \\\" title=y"},
    "references": {"first_name": "&amp;&#123;", "city": "&lt;b&gt; &nbsp &copy; & co"},
    "braces": {"first_name": "{{x}}", "city": "{% if x %}{{{raw}}}{# no #}{{{{"},
    "stars": {"first_name": "*|FNAME|*", "city": "*|IF:CITY|* *|END:IF|* |* *|"},
    "percents": {"first_name": "%recipient.name%", "city": "%%{email}%% %7B %unsubscribe_url% %"},
    "others": {"first_name": "[[data:a]]", "city": "{contactfield=email} <%= x %> ${x} @TrackLink"},
    "comment": {"first_name": "--><!--", "city": "<!--[if mso]> ]]> <![endif]-->"},
    "address": {"first_name": "../../a?b#c", "city": "https://example.org/?a=b&c=d#e+f g;h@i"},
}
"""People whose values would break a mail, were they not written for the place where they stand."""
