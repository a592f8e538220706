"""The command `letterloom`: one small file a command, loaded when it is called.

`letterloom --help` must not import what only some commands need, so the commands' names and
lines of help stand here.
"""

from __future__ import annotations

import os
from importlib import import_module
from keyword import iskeyword

import click

from pipeline import __version__

COMMANDS = {
    "build": "Turn articles into series of emails in out/.",
    "preview": "See the series in the browser while you write it, and edit it there.",
    "plan": "Show how an article would be split, or write the split down.",
    "check": "Tell what will go wrong for which readers, in articles and in anybody's mails.",
    "approve": "Put a name under the words that go out, and keep them.",
    "test": "Send the parts to yourself, to see them in your own mail program.",
    "shot": "Take pictures of the parts, for telephones and screens, by day and in the dark.",
    "export": "Write the series for the sending service that you use, or put it there as drafts.",
    "import": "Turn a page, a Word file or a text into Markdown in content/.",
    "themes": "List the themes, look at them, start your own.",
    "new": "Start a project in a new folder and build its first series.",
}


class Lazy(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The commands in the order of a day's work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """A command by its name."""
        if cmd_name not in COMMANDS:
            return None
        name = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        module = import_module(f"pipeline.cli.{name}")
        command: click.Command = getattr(module, name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The list of commands, without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """A command, or an error that names the nearest one."""
        name = args[0] if args else ""
        if name and not name.startswith("-") and name not in COMMANDS:
            from difflib import get_close_matches

            from pipeline.errors import UsageError

            near = get_close_matches(name, COMMANDS, n=1)
            raise UsageError(
                f"no command called {name!r}",
                hint=f"letterloom {near[0]}" if near else f"one of: {', '.join(COMMANDS)}",
            )
        return super().resolve_command(ctx, args)


def _color() -> bool | None:
    """Colour as the terminal has it, none where NO_COLOR is set (no-color.org)."""
    return False if os.environ.get("NO_COLOR") else None


@click.group(
    cls=Lazy,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with: letterloom new my-letters, or letterloom build your-article.md",
)
@click.version_option(__version__, "--version", prog_name="letterloom")
@click.pass_context
def letterloom(ctx: click.Context, /) -> None:
    """A long article in, a calm email series out, every word accounted for."""
    ctx.color = _color()
