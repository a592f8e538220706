"""How each service makes mails: by the engine of its language, or by its documented grammar.

A service escapes values in HTML or does not; where nobody says, it is rendered in both ways.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping
from functools import partial

import golang_listmonk
import grammar_ghost
import grammar_mailchimp
import grammar_mailjet
import grammar_mautic
import grammar_mustachio
import jinja2
import liquid
from django.template import Context, Engine
from javascript import render as javascript

from pipeline.model import Where

Known = Mapping[str, str]
"""What a service knows of a person, by its own names."""

Render = Callable[[str, Where, Known], str]
"""A letter's text, where it goes (`TEXT` for HTML, `PLAIN`, `HEADER`), the person: what is sent."""

LINKS = {
    "unsubscribe_url": "https://lists.example.org/unsubscribe/1f0c?manage=true",
    "preferences_url": "https://lists.example.org/manage/1f0c?manage=true",
    "web_url": "https://lists.example.org/campaign/1f0c?manage=true",
}
"""The addresses that a service makes for a person, here the same for all services."""


def _escaped(known: Known, where: Where) -> Known:
    """Values as a service inserts them that escapes them in HTML."""
    if where is not Where.TEXT:
        return known
    return {name: html.escape(value) for name, value in known.items()}


def _nested(known: Known) -> dict[str, object]:
    """`contact.CITY` as `{"contact": {"CITY": …}}`."""
    made: dict[str, object] = {}
    for name, value in known.items():
        *path, last = name.split(".")
        here = made
        for one in path:
            here = here.setdefault(one, {})  # type: ignore[assignment]
        here[last] = value
    return made


def _django(
    below: Callable[[str], str], escapes: bool, text: str, where: Where, known: Known
) -> str:
    """By Django, its values below a name."""
    values = _nested({below(name): value for name, value in known.items()})
    engine = Engine(autoescape=escapes)
    return engine.from_string(text).render(Context(values, autoescape=escapes))


def _klaviyo(name: str) -> str:
    return name if name in ("first_name", "last_name", "email") else f"person.{name}"


def _buttondown(name: str) -> str:
    return "subscriber.email" if name == "email" else f"subscriber.metadata.{name}"


def _liquid(below: str, text: str, where: Where, known: Known) -> str:
    """By Liquid, which escapes nothing by itself."""
    return liquid.Environment().from_string(text).render(**{below: dict(known)})


def _jinja(text: str, where: Where, known: Known) -> str:
    """By Jinja2, which escapes in HTML and nowhere else."""
    environment = jinja2.Environment(
        autoescape=where is Where.TEXT, keep_trailing_newline=True, newline_sequence="\n"
    )
    return environment.from_string(text).render(known)


_OF_SUBSCRIBER = {"FirstName": "name", "Name": "name", "Email": "email"}
_FORMS = {Where.TEXT: "html", Where.PLAIN: "text", Where.HEADER: "subject"}


def _listmonk(text: str, where: Where, known: Known) -> str:
    """By Go's own template packages. The first name is the first long word of the name."""
    whole = {to: known[name] for name, to in _OF_SUBSCRIBER.items() if name in known}
    attributes = {name: value for name, value in known.items() if name not in _OF_SUBSCRIBER}
    form = _FORMS[where]
    made = golang_listmonk.running().render(**whole, attribs=attributes, **{form: text})
    if "error" in made:
        raise ValueError(made["error"])
    return made[form]


def _mailchimp(text: str, where: Where, known: Known) -> str:
    return grammar_mailchimp.render(text, _escaped(known, where))


def _mailjet(text: str, where: Where, known: Known) -> str:
    return grammar_mailjet.render(text, known)


def _mautic(text: str, where: Where, known: Known) -> str:
    return grammar_mautic.render(text, known)


def _ghost(text: str, where: Where, known: Known) -> str:
    """Ghost fills HTML and nothing else: the text is made of it, the subject is as written."""
    if where is Where.TEXT:
        return grammar_ghost.render(text, known)[0]
    return grammar_ghost.put(text, known) if where is Where.PLAIN else text


def _handlebars(escapes: bool, text: str, where: Where, known: Known) -> str:
    """By Handlebars.js; SES gets values that are written for HTML already."""
    values = known if escapes else _escaped(known, where)
    return javascript("handlebars", text, dict(values), escape=escapes)


def _mustachio(text: str, where: Where, known: Known) -> str:
    return grammar_mustachio.render(text, dict(known))


def _mustache(text: str, where: Where, known: Known) -> str:
    return javascript("mustache", text, dict(known))


RENDERERS: dict[str, tuple[Render, ...]] = {
    "mailchimp": (_mailchimp,),
    "sendgrid": (partial(_handlebars, True),),
    "postmark": (_mustachio, _mustache),
    "ses": (partial(_handlebars, False),),
    "brevo": (partial(_django, "contact.{}".format, True),),
    "mailjet": (_mailjet,),
    "mailgun": (partial(_handlebars, True),),
    "klaviyo": (partial(_django, _klaviyo, True), partial(_django, _klaviyo, False)),
    "customerio": (partial(_liquid, "customer"),),
    "listmonk": (_listmonk,),
    "mautic": (_mautic,),
    "ghost": (_ghost,),
    "kit": (partial(_liquid, "subscriber"),),
    "buttondown": (partial(_django, _buttondown, True), partial(_django, _buttondown, False)),
    "generic": (_jinja,),
}
"""How each service renders; several ways where nobody says whether it escapes values."""
