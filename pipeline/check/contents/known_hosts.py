"""Hosts that are known by name: those that shorten links, that stand for nothing, that share names.

Each a plain list of names, so that one more is one more word.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SHORTENERS = _words(
    """1url.com adf.ly bit.do bit.ly bitly.com bl.ink budurl.com buff.ly clck.ru clicky.me cutt.ly
    dlvr.it gg.gg goo.gl hyperurl.co ift.tt is.gd j.mp kutt.it lc.chat lnkd.in mcaf.ee ow.ly
    po.st qr.ae rb.gy rebrand.ly s.id short.cm short.gy short.io shorte.st shorturl.at shrtco.de
    snip.ly soo.gd surl.li t.co t.ly tiny.cc tiny.one tinyurl.com tr.im trib.al u.to urlz.fr
    v.gd vk.cc x.co zpr.io"""
)
"""Services that hide where a link leads, used by anybody; a company's own short name is none."""

PLACEHOLDERS = _words(
    """domain.com domain.tld mydomain.com mysite.com mywebsite.com website.com
    your-company.com your-domain.com your-site.com your-website.com yourcompany.com yourdomain.com
    yourdomain.tld yourlink.com yoursite.com yourstore.com yourwebsite.com"""
)
"""Names that people write until they have the true one."""

RESERVED = _words("example.com example.net example.org example.edu")
RESERVED_ENDS = ("example", "test", "localhost", "invalid")
"""What RFC 2606 and RFC 6761 keep for examples and tests: nobody is there."""

SHARED_SECOND = _words(
    "ac asn biz co com edu go gob gov govt gv gen id info me mil net ne nom or org oz sch web"
)
"""What stands before the country where names are given out one level further down (`co.uk`)."""

COMMON_ENDS = _words(
    """com org net edu gov mil int info biz io co app dev ai me tv eu uk de fr es it nl be at ch dk
    se no fi ie pt cz sk hu ro bg gr hr si lt lv ee lu us ca mx br ar cl au nz jp kr cn in za ru ua
    tr il ae org.uk co.uk health clinic care shop store online site blog news"""
)
"""Last labels by which a bare word such as `museum.org` is read as an address."""

CLICK_IDS = _words(
    """fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid twclid ttclid li_fat_id igshid igsh
    mc_eid _hsenc _hsmi mkt_tok vero_id oly_anon_id oly_enc_id _openstat s_cid wickedid
    __s rb_clickid ml_subscriber ml_subscriber_hash"""
)
"""Parameters by which advertisers and senders know who followed a link."""
