"""Pictures in Outlook for Windows: their width, their height, and its scaling of both."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.check.features.verdict import WORD
from pipeline.check.mail import Mail
from pipeline.check.rule import Found, Rule, rule
from pipeline.check.rules.outlook_boxes import CELLS, Box, boxes, counts, is_unseen, px, width
from pipeline.model import Change, Severity
from pipeline.pixels import Measured, measured

CLIENTS = (WORD,)
MOST_WIDE = 640.0  # px: what is not wider does no harm at the size of its file
MOST_HIGH = 1728.0  # px: a page of Word's; what is higher is cut or broken
TRACKING = 2.0  # px: pictures that nobody should see
BIG = 200.0  # px: a picture whose scaling is seen


@rule("outlook/image-width", Severity.WARNING)
def image_width(mail: Mail) -> Iterator[Found]:
    """Outlook for Windows shows a picture at the size of its file.

    It reads no width of a picture in CSS, and takes a percentage of the file's own width. A
    picture that was saved twice as large for sharp screens fills the window there. Give each
    `<img>` a `width` attribute in whole px; phones can go on using CSS.

    Source: caniemail.com, css-width and html-width.
    """
    for box in boxes(mail):
        if box.element.name == "img" and not is_unseen(mail, box.element):
            wanted = _wanted(mail, box)
            if wanted is not None:
                yield _found(box, wanted)


def _wanted(mail: Mail, box: Box) -> float | None:
    """The width that a picture should have and lacks, 0 if it is not known; None if all is well."""
    element = box.element
    if px(element.get("width")) is not None:
        return None
    file = _file(mail, box).width
    declared = px(box.value("width"))
    if declared is not None:
        return None if declared <= TRACKING or abs(file - declared) <= 1 else declared
    fluid = "%" in element.get("width") or "%" in box.value("width") or "max-width" in box.style
    limit = px(box.value("max-width")) or _room(mail, box) or MOST_WIDE
    if file:
        return limit if file > limit else None
    return (px(box.value("max-width")) or 0.0) if fluid else None


def _room(mail: Mail, box: Box) -> float | None:
    """The width of the nearest cell or table around it that has one."""
    for one in box.element.ancestors():
        if one.name in ("table", *CELLS):
            found = width(one, mail.word_styles.get(one.start, {}))
            if found:
                return found
    return None


def _found(box: Box, wanted: float) -> Found:
    element = box.element
    number = f"{wanted:.0f}" if wanted else "300"
    hint = (
        f'add width="{number}" to the <img>'
        if wanted
        else f'say how wide the <img> is to be, in px, such as width="{number}"'
    )
    declared = px(box.value("width"))
    safe = declared is not None and declared == round(declared) and not element.has("width")
    change = Change("", element.start + 4, element.start + 4, f' width="{number}"')
    return Found(
        "Outlook for Windows shows a picture at the size of its file: it has no width attribute "
        "in px",
        element,
        hint,
        clients=CLIENTS,
        changes=(change,) if safe else (),
    )


def _file(mail: Mail, box: Box) -> Measured:
    data = mail.files.get(box.element.get("src").strip())
    return measured(data) if data else Measured()


@rule("outlook/tall", Severity.WARNING)
def tall(mail: Mail) -> Iterator[Found]:
    """A picture or cell is higher than a page in Outlook for Windows.

    It lays a mail out on pages of about 1,800 px. What is higher is cut off, or broken with a gap.
    Cut a tall picture into several.

    Source: behaviour of Word's layout, in which a page is 23.7 inches high at most.
    """
    for box in boxes(mail):
        if box.element.name not in ("img", "table", *CELLS):
            continue
        high = _height(mail, box)
        if high > MOST_HIGH:
            what = "a picture" if box.element.name == "img" else f"a <{box.element.name}>"
            yield Found(
                f"{what} is {high:,.0f} px high: Outlook for Windows cuts what is higher than "
                f"about {MOST_HIGH:,.0f} px",
                box.element,
                "cut it into several, one below the other",
                clients=CLIENTS,
            )


def _height(mail: Mail, box: Box) -> float:
    given = px(box.element.get("height")) or px(box.value("height"))
    if given or box.element.name != "img":
        return given or 0.0
    file = _file(mail, box)
    wide = width(box.element, box.style)
    return file.height * wide / file.width if wide and file.width else float(file.height)


@rule("outlook/pixels-per-inch", Severity.NOTE)
def pixels_per_inch(mail: Mail) -> Iterator[Found]:
    """On screens with larger type Outlook for Windows scales some sizes and others not.

    Where Windows is set to 120 dpi or more, pictures with a width attribute keep their size while
    text and measures in CSS grow, so buttons and columns no longer fit. Put an
    `<o:PixelsPerInch>96</o:PixelsPerInch>` for Outlook into the head.

    Source: Microsoft's Office settings in HTML (`o:OfficeDocumentSettings`); caniemail.com,
    html-width.
    """
    if not counts(mail) or "pixelsperinch" in mail.html.lower():
        return
    for one in mail.document.outlook_elements:
        big = one.name == "img" and (px(one.get("width")) or 0.0) >= BIG
        if big or one.name in ("v:rect", "v:roundrect"):
            yield Found(
                "Outlook for Windows scales pictures and text apart on screens with larger type",
                one,
                "in the head: <!--[if mso]><xml><o:OfficeDocumentSettings><o:PixelsPerInch>96"
                "</o:PixelsPerInch></o:OfficeDocumentSettings></xml><![endif]-->",
                clients=CLIENTS,
            )
            return


RULES: tuple[Rule[Mail], ...] = (image_width, tall, pixels_per_inch)
