"""Mail programs: who they are, how many readers use them, what they do with a mail.

The facts are caniemail's (MIT, see NOTICE.md); `python -m pipeline.clients` derives them anew.
"""

from __future__ import annotations

from pipeline.clients.facts import FEATURES, Answer, Feature, Support, age, feature, support
from pipeline.clients.programs import CLIENTS, FAMILIES, USUAL, Client, chosen
from pipeline.clients.shares import SHARES_AS_OF, SHARES_SOURCE, share_of
from pipeline.clients.told import told

__all__ = [
    "CLIENTS",
    "FAMILIES",
    "FEATURES",
    "SHARES_AS_OF",
    "SHARES_SOURCE",
    "USUAL",
    "Answer",
    "Client",
    "Feature",
    "Support",
    "age",
    "chosen",
    "feature",
    "share_of",
    "support",
    "told",
]
