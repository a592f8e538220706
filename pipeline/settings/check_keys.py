"""The keys of checks: what is looked for, how hard, and what is left."""

from __future__ import annotations

from pipeline.settings.key import Key

IGNORES = (
    Key("check.ignore[].rule", "check", "The check. Must be given.", example='"link/insecure"'),
    Key(
        "check.ignore[].reason",
        "text",
        "Why it may stay. Must be given.",
        example='"The museum has no https."',
    ),
    Key(
        "check.ignore[].contains",
        "line",
        "Only findings whose message or line holds this.",
        "all of them",
        '"museum.example"',
    ),
)
"""What is ignored: a project says it, and an article of itself."""

PROJECTS = (
    Key("check.select", "list of checks", "The only checks to run.", "all of them", '["link"]'),
    Key(
        "check.clients",
        "list of mail programs",
        "The mail programs that count.",
        "what most readers use",
        '["gmail", "apple-mail", "outlook"]',
    ),
    Key("check.grade", "grade", "The reading grade to aim at, in years of school.", "9", "9"),
    Key(
        "check.fail_on",
        "severity or never",
        "The severity from which on `letterloom check` ends with exit code 1.",
        '"error"',
    ),
    *IGNORES,
    Key(
        "check.severity.*",
        "severity",
        "A severity, or off.",
        "the check's own",
        '"off"',
    ),
    Key("check.shares.*", "share", "A mail program's share, 0 to 1.", "the table's", "0.4"),
)
"""What `[check]` of `letterloom.toml` holds."""
