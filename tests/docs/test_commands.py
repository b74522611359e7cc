"""Every command that a document names exists, with the options that stand behind it."""

import re

from django.core.management import get_commands, load_command_class
from django.core.management.base import BaseCommand

from tests.docs.reading import ROOT, Span, everywhere

_MANAGE = re.compile(r"manage\.py (?P<name>[a-z_]+)(?P<rest>[^`|;&>]*)")
_MAKE = re.compile(r"(?<![\w./-])make (?P<target>[a-z][a-z-]*)")
_OPTION = re.compile(r"(?<!\S)(--[a-z][a-z-]*)")


def manage_lines() -> list[tuple[Span, str, str]]:
    """Each mention of a command of ours or Django's: where, its name, what follows."""
    return [
        (span, match["name"], match["rest"])
        for span in everywhere()
        for match in _MANAGE.finditer(span.text)
    ]


def command(name: str) -> BaseCommand | None:
    """The command of a name, None when there is none."""
    app = get_commands().get(name)
    if app is None:
        return None
    return app if isinstance(app, BaseCommand) else load_command_class(app, name)


def options_of(name: str) -> set[str]:
    """The long options of a command."""
    found = command(name)
    assert found is not None
    parser = found.create_parser("manage.py", name)
    return {option for action in parser._actions for option in action.option_strings}


def targets() -> set[str]:
    """The targets of the Makefile that people may use."""
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z-]+):.*## ", text, re.MULTILINE))


def test_every_command_that_is_named_exists() -> None:
    lines = manage_lines()
    assert len(lines) > 10
    missing = [str(span) for span, name, _rest in lines if command(name) is None]
    assert not missing, "\n".join(missing)


def test_every_option_that_is_named_exists() -> None:
    missing = [
        f"{span}: {option}"
        for span, name, rest in manage_lines()
        if command(name) is not None
        for option in _OPTION.findall(rest)
        if option not in options_of(name)
    ]
    assert not missing, "\n".join(missing)


def test_every_make_target_that_is_named_exists() -> None:
    named = [(span, m["target"]) for span in everywhere() for m in _MAKE.finditer(span.text)]
    assert len(named) > 5
    missing = [str(span) for span, target in named if target not in targets()]
    assert not missing, "\n".join(missing)


def test_the_readme_tells_of_every_make_target_and_every_command_of_ours() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    ours = {name for name, app in get_commands().items() if str(app).startswith("archive")}
    told = {f"make {target}" for target in targets() - {"help"}} | {
        f"manage.py {name}" for name in ours
    }
    missing = [one for one in sorted(told) if one.split()[-1] not in readme]
    assert not missing, missing
