from dataclasses import replace
from datetime import timedelta

import pytest

from pipeline.model import (
    Article,
    ArticleSettings,
    Block,
    Field,
    FieldKind,
    Finding,
    Lines,
    Mark,
    Marks,
    Part,
    Removal,
    Series,
    Severity,
)
from pipeline.write import iso_duration, manifest, manifest_bytes

NAME = Field("first_name", FieldKind.TEXT, "there")
BLOCKS = (
    Block("heading", (), "Dein Körper heilt", 3, Lines(1, 1), level=1),
    Block("paragraph", (), "Nimm dir Zeit.", 3, Lines(3, 5)),
    Block("list", (), "Ruhe Wasser", 2, Lines(9, 10)),
)
ARTICLE = Article(
    slug="heilung",
    title="Dein Körper heilt",
    lang="de",
    dir="ltr",
    author="",
    date=None,
    settings=ArticleSettings(),
    blocks=BLOCKS,
    removals=(Removal(Lines(7, 8), "Teile das, llax0z!\nJetzt", "share", 4),),
    images=(),
    marks=Marks("llax", (Mark("llax0z", NAME, "{{ first_name }}"),), {}),
    source="content/heilung.md",
    sha256="f" * 64,
    words=12,
    text="",
)
FIRST = Part(
    number=1,
    total=2,
    id="a1b2",
    slug="dein-körper-heilt",
    title="Dein Körper heilt",
    blocks=BLOCKS[:2],
    subject="Für dich, llax0z",
    preheader="Nimm dir Zeit.",
    wait=timedelta(0),
    words=6,
    minutes=1,
)
SECOND = replace(
    FIRST,
    number=2,
    id="c3d4",
    slug="ruhe",
    title="Ruhe",
    blocks=BLOCKS[2:],
    subject='Ruhe "heute"',
    preheader="",
    wait=timedelta(days=1, hours=12),
    words=2,
)
FILES = {
    "index.html": b"<p>",
    "02-ruhe/email.html": b"zwei",
    "01-dein-körper-heilt/email.html": "für".encode(),
    "manifest.json": b"itself is never listed",
}
WHOLE = """\
{
  "schema": 1,
  "generator": "letterloom 0.1.0",
  "inputs": "abc",
  "article": {
    "slug": "heilung",
    "title": "Dein Körper heilt",
    "lang": "de",
    "source": "content/heilung.md",
    "sha256": "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "words": 12,
    "lines_unit": "line"
  },
  "removed": [
    {
      "lines": [
        7,
        8
      ],
      "text": "Teile das, {{ first_name }}!\\nJetzt",
      "rule": "share",
      "words": 4
    }
  ],
  "parts": [
    {
      "number": 1,
      "of": 2,
      "id": "a1b2",
      "slug": "dein-körper-heilt",
      "title": "Dein Körper heilt",
      "subject": "Für dich, {{ first_name }}",
      "preheader": "Nimm dir Zeit.",
      "words": 6,
      "minutes": 1,
      "wait": "P0D",
      "blocks": [
        {
          "kind": "heading",
          "lines": [
            1,
            1
          ],
          "words": 3
        },
        {
          "kind": "paragraph",
          "lines": [
            3,
            5
          ],
          "words": 3
        }
      ],
      "files": {
        "html": "01-dein-körper-heilt/email.html",
        "text": "01-dein-körper-heilt/email.txt",
        "eml": "01-dein-körper-heilt/email.eml",
        "mjml": "01-dein-körper-heilt/source/email.mjml",
        "web": "01-dein-körper-heilt/web.html"
      },
      "bytes": {
        "html": 100,
        "text": 10,
        "eml": 200
      }
    },
    {
      "number": 2,
      "of": 2,
      "id": "c3d4",
      "slug": "ruhe",
      "title": "Ruhe",
      "subject": "Ruhe \\"heute\\"",
      "preheader": "",
      "words": 2,
      "minutes": 1,
      "wait": "P1DT12H",
      "blocks": [
        {
          "kind": "list",
          "lines": [
            9,
            10
          ],
          "words": 2
        }
      ],
      "files": {
        "html": "02-ruhe/email.html",
        "text": "02-ruhe/email.txt",
        "eml": "02-ruhe/email.eml",
        "mjml": "02-ruhe/source/email.mjml",
        "web": "02-ruhe/web.html"
      },
      "bytes": {
        "html": 101,
        "text": 11,
        "eml": 201
      }
    }
  ],
  "files": [
    {
      "path": "01-dein-körper-heilt/email.html",
      "bytes": 4,
      "sha256": "cd23c4c603b344f63dd96d80bc9a0af209d7380ce4faa01bc350e742c364b490"
    },
    {
      "path": "02-ruhe/email.html",
      "bytes": 4,
      "sha256": "9dbe3cfc5af797f3516eb7c92f37fe507b83c13017aa9ddb57b9afe25a75a3a6"
    },
    {
      "path": "index.html",
      "bytes": 3,
      "sha256": "33f2799467177287a29260780a107ac98ea63dd6165f67fcc0d74767d0a82090"
    }
  ],
  "fields": [
    {
      "name": "first_name",
      "kind": "text",
      "default": "there"
    },
    {
      "name": "due",
      "kind": "date",
      "default": ""
    }
  ],
  "findings": {
    "error": 0,
    "warning": 2,
    "note": 1
  }
}
"""


def paths(folder):
    return {
        "web": f"{folder}/web.html",
        "mjml": f"{folder}/source/email.mjml",
        "eml": f"{folder}/email.eml",
        "text": f"{folder}/email.txt",
        "html": f"{folder}/email.html",
    }


def test_the_whole_manifest():
    data = manifest(
        Series(ARTICLE, (FIRST, SECOND)),
        generator="letterloom 0.1.0",
        inputs="abc",
        files=FILES,
        part_files=[paths("01-dein-körper-heilt"), paths("02-ruhe")],
        part_bytes=[
            {"eml": 200, "html": 100, "text": 10},
            {"eml": 201, "html": 101, "text": 11},
        ],
        fields=[NAME, Field("due", FieldKind.DATE)],
        findings=[
            Finding("a", Severity.WARNING, "one"),
            Finding("b", Severity.NOTE, "two"),
            Finding("c", Severity.WARNING, "three"),
        ],
    )

    assert manifest_bytes(data).decode() == WHOLE


@pytest.mark.parametrize(
    ("wait", "text"),
    [
        (timedelta(0), "P0D"),
        (timedelta(days=3), "P3D"),
        (timedelta(hours=12), "PT12H"),
        (timedelta(weeks=2, minutes=30), "P14DT30M"),
        (timedelta(minutes=90, seconds=5), "PT1H30M5S"),
        (timedelta(milliseconds=1), "P0D"),
    ],
)
def test_a_time_to_wait(wait, text):
    assert iso_duration(wait) == text


def test_no_part_goes_before_the_one_before():
    with pytest.raises(ValueError, match="cannot wait"):
        iso_duration(timedelta(seconds=-1))
