"""Links asked on the network, where `letterloom check --online` wants it: politely, and only links.

Nothing else in the program asks the network, and this only when told to.
"""

from pipeline.online.asking import Manners
from pipeline.online.links import Told, check_links, personal_links

__all__ = ["Manners", "Told", "check_links", "personal_links"]
