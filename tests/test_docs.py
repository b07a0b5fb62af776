"""Nothing is undocumented: commands and options in docs/commands.md, modules, classes and functions by docstring.

Run as a script, it writes the generated part of docs/commands.md anew.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer.main
from typer.testing import CliRunner

from dragoman.cli import app

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "commands.md"
BEGIN, END = "<!-- help: begin -->", "<!-- help: end -->"
SOURCES = sorted((ROOT / "src" / "dragoman").rglob("*.py"))


def commands() -> list[tuple[str, ...]]:
    """The words after `dragoman` of every command, groups included."""
    found: list[tuple[str, ...]] = [()]
    waiting = [((), typer.main.get_command(app))]
    while waiting:
        words, command = waiting.pop(0)
        for name, child in getattr(command, "commands", {}).items():
            found.append((*words, name))
            waiting.append(((*words, name), child))
    return found


def help_of(words: tuple[str, ...]) -> str:
    result = CliRunner().invoke(
        app,
        [*words, "--help"],
        prog_name="dragoman",
        env={"COLUMNS": "100", "TERMINAL_WIDTH": "100"},
        max_content_width=100,
    )
    assert result.exit_code == 0
    return "\n".join(line.rstrip() for line in result.stdout.strip().splitlines())


def generated() -> str:
    blocks = (f"### `{' '.join(('dragoman', *words))}`\n\n```text\n{help_of(words)}\n```" for words in commands())
    return "\n\n".join((BEGIN, *blocks, END))


def write() -> None:
    before, _, rest = PAGE.read_text().partition(BEGIN)
    PAGE.write_text(before + generated() + rest.partition(END)[2])


def test_the_help_in_the_docs_is_what_the_commands_say() -> None:
    page = PAGE.read_text()
    written = BEGIN + page.partition(BEGIN)[2].partition(END)[0] + END
    assert written == generated(), "run `make docs`"


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_every_option_has_a_help_text(words: tuple[str, ...]) -> None:
    command = typer.main.get_command(app)
    for word in words:
        command = command.commands[word]  # type: ignore[attr-defined]
    silent = [parameter.name for parameter in command.params if not getattr(parameter, "help", None)]
    assert not silent
    assert command.help


def public(tree: ast.Module) -> Iterator[ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef]:
    """Public classes and functions of a module, and the public methods of its public classes."""
    waiting: list[ast.AST] = list(tree.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                waiting.extend(node.body)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_public_name_has_a_docstring(path: Path) -> None:
    tree = ast.parse(path.read_text())
    silent = [f"{path.name}:{node.lineno} {node.name}" for node in public(tree) if not ast.get_docstring(node)]
    assert not silent
    assert ast.get_docstring(tree)


@pytest.mark.parametrize("path", sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]), ids=lambda path: path.name)
def test_links_between_the_pages_lead_somewhere(path: Path) -> None:
    targets = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text())
    assert [target for target in targets if not (path.parent / target).exists()] == []


if __name__ == "__main__":
    write()
