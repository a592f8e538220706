"""The smallest Word files, for tests that need one and do not look at how it is read."""

from __future__ import annotations

import zipfile
from io import BytesIO

OFFICE = "http://schemas.openxmlformats.org/"
KINDS = f"{OFFICE}officeDocument/2006/relationships"
RELATED = (
    f'<Relationships xmlns="{OFFICE}package/2006/relationships">'
    f'<Relationship Id="d" Type="{KINDS}/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)


def docx(body: str, before: str = "", parts: dict[str, bytes] | None = None) -> bytes:
    """A Word file of a body in XML."""
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("_rels/.rels", RELATED)
        made.writestr(
            "word/document.xml",
            f'{before}<w:document xmlns:w="{OFFICE}wordprocessingml/2006/main">'
            f"<w:body>{body}</w:body></w:document>",
        )
        for name, content in (parts or {}).items():
            made.writestr(name, content)
    return data.getvalue()


def paragraph(text: str) -> str:
    """A paragraph of a Word file."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
