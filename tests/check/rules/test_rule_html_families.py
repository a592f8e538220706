"""The rules on HTML, Outlook for Windows, weight and markup: what files of cases cannot show."""

from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.check.mail import Mail
from pipeline.check.rule import Rule
from pipeline.check.rules import (
    client_html,
    markup,
    outlook,
    outlook_conditions,
    outlook_paint,
    outlook_pictures,
    weight,
)
from pipeline.check.run import check_mail
from pipeline.clients import CLIENTS
from pipeline.model import CheckSettings, Finding

OUTLOOK = (
    *outlook_conditions.RULES,
    *outlook.RULES,
    *outlook_paint.RULES,
    *outlook_pictures.RULES,
)
RULES = (*client_html.RULES, *OUTLOOK, *weight.RULES, *markup.RULES)


def found(rule: Rule[Mail], html: str, **more: object) -> list[Finding]:
    return list(check_mail(Mail("mail", html, file="mail.html", **more), (rule,)))


def mended(rule: Rule[Mail], html: str) -> str:
    (finding,) = found(rule, html)
    for one in sorted(finding.changes, key=lambda one: one.start, reverse=True):
        assert one.file == "mail.html"
        html = html[: one.start] + one.text + html[one.end :]
    assert found(rule, html) == []
    return html


def viewport(content: str) -> str:
    return f'<meta name="viewport" content="{content}">'


@pytest.mark.parametrize(
    ("rule", "html", "expected"),
    [
        (
            markup.zoom_blocked,
            viewport("width=device-width, maximum-scale=1.0, user-scalable = no"),
            viewport("width=device-width"),
        ),
        (
            markup.zoom_blocked,
            viewport("user-scalable=0; width=device-width,maximum-scale=1, initial-scale=1"),
            viewport("width=device-width, initial-scale=1"),
        ),
        (weight.control_characters, "a\x96b\x00c\x81d\x92e", "a–bcd’e"),
        (
            outlook_pictures.image_width,
            '<img src="a" style="width:300px"><img src="b" style="width:41px">',
            (
                '<img width="300" src="a" style="width:300px">'
                '<img width="41" src="b" style="width:41px">'
            ),
        ),
        (
            markup.charset,
            "<html><head><title>Café</title></head></html>",
            '<html><head>\n<meta charset="utf-8"><title>Café</title></head></html>',
        ),
        (markup.doctype, "<html><p>x</html>", "<!doctype html>\n<html><p>x</html>"),
    ],
    ids=["zoom", "zoom-first", "control", "width", "charset", "doctype"],
)
def test_what_is_safe_is_mended(rule, html, expected):
    assert mended(rule, html) == expected


def test_where_a_width_is_not_known_nothing_is_changed():
    for html in ('<img src="a" width="50%" style="width:300px">', '<img style="width:50%">'):
        (finding,) = found(outlook_pictures.image_width, html)
        assert finding.changes == ()


BAD = """<form></form><video src="a"></video><div style="width:600px; margin:-9px">%s</div>
<a style="padding:20px; background:red">x</a><img width="300" height="3000" style="margin:-1px">
<!--[if mso]><table><![endif]--><td background="a" style="color:#fff">x</td>"""


def test_outlook_counts_only_where_it_is_chosen():
    html = BAD % ("word " * 60)
    some = {one.rule for one in check_mail(Mail("mail", html), OUTLOOK)}
    assert some >= {"outlook/full-width", "outlook/padding-ignored", "outlook/ghost-table"}
    settings = CheckSettings(clients=("gmail", "apple-mail"))
    assert list(check_mail(Mail("mail", html, settings), OUTLOOK)) == []


def test_only_chosen_clients_are_named():
    settings = CheckSettings(clients=("outlook.windows", "thunderbird"))
    (form, video) = found(client_html.html_lost, BAD, settings=settings)
    assert (form.clients, form.tested) == (("outlook.windows",), "2019-09-10")
    assert (video.clients, video.tested) == (("outlook.windows",), "2019-09-16")
    apple = CheckSettings(clients=("apple-mail",))
    assert found(client_html.html_lost, BAD, settings=apple) == []


def message(html: str, encoding: str) -> bytes:
    made = EmailMessage()
    made["Subject"] = "A letter"
    made.set_content(html, subtype="html", cte=encoding)
    return made.as_bytes()


def test_weight_is_that_of_the_part_as_it_is_sent():
    html = "<p>ééééé ééééé ééééé</p>\n" * 1800
    assert found(weight.clipped, html, raw=message(html, "8bit")) == []
    (quoted,) = found(weight.clipped, html, raw=message(html, "quoted-printable"))
    (estimated,) = found(weight.clipped, html)
    assert quoted.severity == estimated.severity == "error"
    assert "KB as sent" in quoted.message
    assert "KB once it is encoded (estimated)" in estimated.message
    elsewhere = CheckSettings(clients=("outlook",))
    assert found(weight.clipped, html, settings=elsewhere) == []


def test_a_filled_mail_and_a_message_ready_to_go_differ():
    html = "<p>Dear {{ first_name }}</p>"
    (template,) = found(markup.placeholder_left, html)
    (sent,) = found(markup.placeholder_left, html, raw=message(html, "7bit"))
    (ours,) = found(markup.placeholder_left, html, raw=message(html, "7bit"), ours=True)
    assert [one.severity for one in (template, sent, ours)] == ["warning", "error", "warning"]


TAGS = """
<p> </p> <table~width="600"~align=left> <tr> <td~background=x~style="color:#fff"> </table> <li> <b
</b> <!--[if~mso]> <![endif]--> <!--[if~!mso]><!--> <!--<![endif]--> <!--[if~(]> <!-- <![if~x]>
<style>~a{background:url(x) </style> <v:rect~href="x"> </v:rect> <v:fill~src=x /> <svg> <g/> </svg>
<img~src="data:;base64,%"~srcset=","> <img~width="9%"~style="width:3px;display:none!important">
<div~style="max-width:600px;padding:9px;background:#fff~url(~)"> </div> <a~href="#"> <title> <body>
<a~href="http://[x"> <form> <input~type=> <video> <object~data="//[a"> {{x}} {% *|A|* %%a%% <html>
${a} &lt;%=a%> %7B%7B -first_name- \x96 \x00 é ￿ [[a_b]] <base~href=x> <ruby> <map> <head>
<meta~name=viewport~content="maximum-scale=1.0.0"> <meta~content=user-scalable=no~name=viewport>
<img~src="//[x"~width="1e9"~height="99999999999"> <td~width="-"~style="width:.px;margin:-1px~auto">
"""
WILD = st.lists(st.sampled_from(TAGS.split()), max_size=25).map(
    lambda tags: " ".join(tags).replace("~", " ")
)


@given(WILD)
def test_no_html_makes_a_rule_fail(html):
    mail = Mail("mail", html, CheckSettings(clients=tuple(CLIENTS)), file="mail.html")
    for finding in check_mail(mail, RULES):
        assert finding.message
        assert not finding.message.endswith(".")
        assert all(0 <= one.start <= one.end <= len(html) for one in finding.changes)
