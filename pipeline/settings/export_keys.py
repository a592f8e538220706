"""The keys of exports: what is said of an account at a sending service."""

from __future__ import annotations

from pipeline.settings.key import Key

FIELDS = "fields"

TABLES = {
    "export.*": (
        "Your account at a sending service, by the service's name: a table for each. "
        "docs/services/ tells what each of them needs."
    ),
    "export.*.fields": "What that service calls your fields.",
}

PROJECTS = (
    Key(
        "export.*.*",
        "account setting",
        "A setting of your account there, such as the list's id. Never a key or a password.",
        "none",
        '"a1b2c3d4e5"',
    ),
    Key(
        "export.*.fields.*",
        "service's field",
        "The service's name for this field.",
        "its usual one",
        '"FNAME"',
    ),
)
"""What `[export.SERVICE]` of `letterloom.toml` holds."""

TYPES_TOLD = {
    "account setting": "Text in quotes, a whole number, or a list of these. Nothing secret.",
    "service's field": '`"FNAME"`: letters without accents, digits, `_`, and dots between.',
}
