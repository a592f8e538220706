"""The project's chores, each one command that does its own set-up.

    python3 tasks.py build [ARTICLE... OPTIONS]   build the first article, or the articles named
    python3 tasks.py test [PYTEST OPTIONS]         what CI runs; with options, pytest alone
    python3 tasks.py bench                         measure, beside the mjml command line and others
    python3 tasks.py lock                          pin the newest versions in requirements/
    python3 tasks.py clean                         remove what these commands made

It needs Python 3.11 and git, nothing else: the rest goes into .venv, or is named.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
REQUIREMENTS = ROOT / "requirements"
FIRST_ARTICLE = ROOT / "content" / "road-to-recovery.txt"
MADE = (
    *(".venv", "out", "dist", "benchmarks/.venv", "benchmarks/node_modules"),
    *(".pytest_cache", ".mypy_cache", ".ruff_cache", ".import_linter_cache", ".hypothesis"),
)
CHECKS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
    ("lint-imports",),
)
PYTEST = ("pytest", "-n", "2", "--dist", "loadgroup")
# Roundcube is only read from, so it is unpacked here rather than installed with all that it needs;
# its skin links to a style sheet of another package.
ROUNDCUBE = VENV / "roundcube"
ROUNDCUBE_PACKAGES = ("roundcube-core", "libjs-bootstrap4")
ROUNDCUBE_STYLES = ROUNDCUBE / "usr/share/roundcube/skins/elastic/deps/bootstrap.min.css"
# Template engines of sending services, which render what is exported to them.
ENGINES = VENV / "engines"
ENGINES_WANTED = ROOT / "tests" / "export" / "engines"


class SystemPackage(NamedTuple):
    """A program or library that pip cannot bring: its name in Debian, and elsewhere."""

    debian: str
    elsewhere: str
    there: Callable[[], bool]


def any_program(*names: str) -> bool:
    """Whether one of these programs is on the path."""
    return any(shutil.which(name) for name in names)


def any_library(*names: str) -> bool:
    """Whether one of these shared libraries can be loaded."""
    for name in names:
        try:
            ctypes.CDLL(name)
        except OSError:
            continue
        return True
    return False


def perl_modules(*names: str) -> bool:
    """Whether Perl is there with all of these modules."""
    if not shutil.which("perl"):
        return False
    command = ["perl", *(f"-M{name}" for name in names), "-e1"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def php_with_html5() -> bool:
    """Whether PHP is there with all that Roundcube's sanitiser needs."""
    if not shutil.which("php"):
        return False
    there = "array_diff(['dom', 'intl', 'mbstring'], get_loaded_extensions())"
    script = f"exit({there} || !(include 'Masterminds/HTML5/autoload.php') ? 1 : 0);"
    return subprocess.run(["php", "-r", script], capture_output=True, check=False).returncode == 0


def installed_node() -> bool:
    """Whether Node.js is there with npm."""
    return any_program("node") and any_program("npm")


NODE = SystemPackage("nodejs npm", "Node.js with npm (nodejs.org)", installed_node)

# The one list of what tests and benchmarks need of the system.
SYSTEM_PACKAGES = {
    "test": (
        SystemPackage(
            "chromium",
            "Chromium (chromium.org)",
            lambda: "CHROMIUM" in os.environ or any_program("chromium", "google-chrome"),
        ),
        SystemPackage(
            "libgmime-3.0-0",
            "GMime 3 (github.com/jstedfast/gmime)",
            lambda: any_library("libgmime-3.0.so.0", "libgmime-3.0.0.dylib"),
        ),
        SystemPackage(
            "libmime-tools-perl",
            "Perl with MIME::tools (cpan MIME::Parser)",
            lambda: perl_modules("JSON::PP", "Mail::Address", "MIME::Parser"),
        ),
        SystemPackage(
            "thunderbird",
            "Thunderbird (thunderbird.net)",
            lambda: any_program("thunderbird"),
        ),
        SystemPackage(
            "spamassassin",
            "SpamAssassin (spamassassin.apache.org)",
            lambda: any_program("spamassassin") and perl_modules("JSON::PP", "Mail::SpamAssassin"),
        ),
        SystemPackage("openssl", "OpenSSL (openssl.org)", lambda: any_program("openssl")),
        SystemPackage("golang-go", "Go (go.dev)", lambda: any_program("go")),
        NODE,
        SystemPackage(
            "php-cli php-xml php-mbstring php-intl php-masterminds-html5",
            "PHP with dom, intl, mbstring and Masterminds\\HTML5 (php.net)",
            php_with_html5,
        ),
    ),
    "bench": (NODE,),
}


def main() -> None:
    """Run the chore that the command line names."""
    chores = {"build": build, "test": test, "bench": bench, "lock": lock, "clean": clean}
    name, *options = sys.argv[1:] or ["--help"]
    if name in ("-h", "--help", "help"):
        print(__doc__)
        return
    if name not in chores:
        fail(f"no chore called {name!r}; there are: {', '.join(chores)}")
    if sys.version_info < OLDEST:
        refuse_old_python()
    try:
        chores[name](options)
    except KeyboardInterrupt:
        sys.exit(130)


def build(options: Sequence[str]) -> None:
    """Build the first article, or the articles that the options name."""
    set_up("run")
    named = any(Path(option).is_file() for option in options)
    article = [] if named else [os.path.relpath(FIRST_ARTICLE)]
    sys.exit(run(BIN / "letterloom", "build", *article, *options))


def test(options: Sequence[str]) -> None:
    """Run every check that CI runs and report all that failed; with options, pytest alone."""
    install_system_packages("test")
    set_up("dev")
    unpack_roundcube()
    install_engines()
    checks = [] if options else list(CHECKS)
    failed = [" ".join(check) for check in (*checks, (*PYTEST, *options)) if not passes(check)]
    if failed:
        fail(f"failed: {'; '.join(failed)}")


def passes(check: Sequence[str]) -> bool:
    """Whether a check of the project passes; it prints what does not."""
    say(" ".join(check))
    return run(BIN / check[0], *check[1:], cwd=ROOT) == 0


def bench(options: Sequence[str]) -> None:
    """Measure the builds and the splicing beside others, in one run."""
    install_system_packages("bench")
    set_up("bench")
    sys.exit(run(PYTHON, "-m", "benchmarks", *options, cwd=ROOT))


def lock(_options: Sequence[str]) -> None:
    """Pin the newest versions of everything, with hashes and for all systems."""
    make_venv()
    pip("uv")
    pinned = REQUIREMENTS / "run.lock"
    pin(pinned, "pyproject.toml", "--extra", "fast", "--group", "build")
    own = ("--all-extras", "--group", "build", "--group", "dev")
    pin(REQUIREMENTS / "dev.lock", "pyproject.toml", *own, "--constraint", str(pinned))
    pin(
        REQUIREMENTS / "bench.lock",
        "pyproject.toml",
        *("--extra", "fast", "--group", "build", "--group", "bench", "--constraint", str(pinned)),
    )
    pin(REQUIREMENTS / "inkletter.lock", "requirements/inkletter.in")


def pin(file: Path, source: str, *options: str) -> None:
    """Write a lock file, without the names of this machine or of a registry."""
    say(f"pinning {file.relative_to(ROOT)}")
    shape = ("--universal", "--generate-hashes", "--upgrade", "--quiet", "--python-version", "3.11")
    silent = ("--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links")
    asked = ("pip", "compile", source, *options, *shape, *silent, "--output-file", str(file))
    if run(BIN / "uv", *asked, cwd=ROOT):
        fail("not pinned")


def clean(_options: Sequence[str]) -> None:
    """Remove what the other chores made."""
    caches = [path for path in ROOT.rglob("__pycache__") if VENV not in path.parents]
    for path in [*(ROOT / name for name in MADE), *caches]:
        shutil.rmtree(path, ignore_errors=True)


# Set-up --------------------------------------------------------------------------------------


def set_up(level: str) -> None:
    """Bring `.venv` up to a lock file, unless it is: "run" for the program, else for more too."""
    if is_set_up(level) or (level == "run" and is_set_up("dev")):
        return
    make_venv()
    say(f"installing requirements/{level}.lock into .venv")
    pip("--require-hashes", "--requirement", str(REQUIREMENTS / f"{level}.lock"))
    pip("--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    stamp(level).write_text(wanted(level), encoding="utf-8")


def is_set_up(level: str) -> bool:
    """Whether `.venv` was made from the lock file and settings as they are now, by this Python."""
    try:
        return PYTHON.exists() and stamp(level).read_text(encoding="utf-8") == wanted(level)
    except OSError:
        return False


def stamp(level: str) -> Path:
    """The file that says what a level was set up from."""
    return VENV / f"{level}.stamp"


def wanted(level: str) -> str:
    """A hash of all that a level is set up from, the folder too: a moved `.venv` does not work."""
    files = (REQUIREMENTS / f"{level}.lock", ROOT / "pyproject.toml")
    place = f"{ROOT}\n{sys.version}\n".encode()
    return hashlib.sha256(place + b"".join(file.read_bytes() for file in files)).hexdigest()


def make_venv() -> None:
    """A virtual environment with pip in `.venv`, made anew where the one there does not work."""
    check = f"import pip, sys; sys.exit(sys.version_info[:2] != {sys.version_info[:2]})"
    if PYTHON.exists() and quiet(PYTHON, "-c", check):
        return
    if not (find_spec("venv") and find_spec("ensurepip")):
        apt_get([venv_package()], "Python's venv and ensurepip modules")
    say("making .venv")
    if run(sys.executable, "-m", "venv", "--clear", str(VENV)):
        fail("no virtual environment could be made; the lines above say why")


def venv_package() -> str:
    """Debian's package for virtual environments of the Python that runs this."""
    own = f"python{sys.version_info.major}.{sys.version_info.minor}"
    default = Path("/usr/bin/python3").resolve().name
    return "python3-venv" if default == own else f"{own}-venv"


def pip(*arguments: str) -> None:
    """`pip install` into `.venv`."""
    options = ("--quiet", "--disable-pip-version-check", "--no-input")
    if run(PYTHON, "-m", "pip", "install", *options, *arguments):
        fail("pip could not install this; the lines above say why (is there a network?)")


# The system ----------------------------------------------------------------------------------


def install_system_packages(chore: str) -> None:
    """Install what a chore needs of the system, or say exactly what is missing."""
    missing = [one for one in SYSTEM_PACKAGES[chore] if not one.there()]
    if not missing:
        return
    elsewhere = ", ".join(one.elsewhere for one in missing)
    if shutil.which("apt-get") or chore != "test":
        apt_get([name for one in missing for name in one.debian.split()], elsewhere)
    else:
        say(f"please install {elsewhere}: the tests that need it are skipped")


def unpack_roundcube() -> None:
    """Unpack Debian's Roundcube into `.venv`, unless it is there whole; its tests say if not."""
    if ROUNDCUBE_STYLES.is_file() or "ROUNDCUBE" in os.environ or not shutil.which("apt-get"):
        return
    say(f"unpacking {' and '.join(ROUNDCUBE_PACKAGES)} into .venv (apt-get download)")
    with tempfile.TemporaryDirectory(dir=VENV) as folder:
        download = ("apt-get", "download", "--quiet", *ROUNDCUBE_PACKAGES)
        if run(*download, cwd=Path(folder)):
            update_apt()
            if run(*download, cwd=Path(folder)):
                return
        unpacked = Path(folder) / "unpacked"
        packages = Path(folder).glob("*.deb")
        if not any(run("dpkg", "-x", package, unpacked) for package in packages):
            shutil.rmtree(ROUNDCUBE, ignore_errors=True)
            unpacked.rename(ROUNDCUBE)


def install_engines() -> None:
    """Install the npm packages of tests/export into `.venv`, unless they are there."""
    files = [ENGINES_WANTED / name for name in ("package.json", "package-lock.json")]
    wanted_now = hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
    there = ENGINES / "stamp"
    if not shutil.which("npm") or (there.is_file() and there.read_text("utf-8") == wanted_now):
        return
    say("installing tests/export/engines/package-lock.json into .venv (npm)")
    ENGINES.mkdir(exist_ok=True)
    for file in files:
        shutil.copy(file, ENGINES)
    options = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    if run("npm", "ci", *options, cwd=ENGINES):
        fail("npm could not install this; the lines above say why (is there a network?)")
    there.write_text(wanted_now, encoding="utf-8")


def update_apt() -> None:
    """Bring the lists of Debian's packages up to date, where that is allowed."""
    become = root_by()
    if become is not None:
        run(*become, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "update", "--quiet")


def apt_get(packages: Sequence[str], elsewhere: str) -> None:
    """Install Debian packages where that is allowed; else say the command, or what is needed."""
    if not shutil.which("apt-get"):
        fail(f"please install {elsewhere}, then run this again")
    install = ("apt-get", "install", "--yes", "--no-install-recommends", *packages)
    become = root_by()
    if become is None:
        fail(f"please run this, then try again:\n  sudo apt-get install {' '.join(packages)}")
    say(f"installing {' '.join(packages)} (apt-get)")
    update_apt()
    if run(*become, "env", "DEBIAN_FRONTEND=noninteractive", *install):
        fail(f"apt-get could not install {' '.join(packages)}; the lines above say why")


def root_by() -> tuple[str, ...] | None:
    """What to put before a command to run it as root, None where nothing does."""
    if os.name == "posix" and os.geteuid() == 0:
        return ()
    if shutil.which("sudo") and quiet("sudo", "-n", "true"):
        return ("sudo", "-n")
    return None


def refuse_old_python() -> NoReturn:
    """Say which Python is needed, and name one that is there."""
    newer = (f"python3.{minor}" for minor in range(OLDEST[1], OLDEST[1] + 10))
    found = next((name for name in newer if shutil.which(name)), "")
    again = f"try: {found} tasks.py {' '.join(sys.argv[1:])}" if found else "see python.org"
    fail(f"Python 3.11 or newer is needed, this is {sys.version.split()[0]}; {again}")


def run(*command: str | Path, cwd: Path | None = None) -> int:
    """Run a command with its output shown; gives its exit code."""
    sys.stdout.flush()
    try:
        return subprocess.run([str(word) for word in command], cwd=cwd, check=False).returncode
    except OSError as error:
        fail(f"{command[0]} cannot be run: {error.strerror}")


def quiet(*command: str | Path) -> bool:
    """Whether a command succeeds; its output is not shown."""
    words = [str(word) for word in command]
    try:
        return subprocess.run(words, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def say(text: str) -> None:
    """A line of progress."""
    print(f"-- {text}", flush=True)


def fail(text: str) -> NoReturn:
    """End with an error and no traceback."""
    sys.exit(f"tasks.py: {text}")


if __name__ == "__main__":
    main()
