"""The container files say what they should. No engine runs here: this is what can be known without one."""

import fnmatch
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.main import get_command

from party.cli.commands import app
from party.config import Config

from .pages import ROOT

DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
CADDYFILE = ROOT / "deploy" / "Caddyfile"
EXAMPLE = ROOT / "deploy" / "example.env"
SETTINGS = {f"PARTY_{name.upper()}" for name in Config.model_fields}

STAGES = re.split(r"^(?=FROM )", DOCKERFILE, flags=re.MULTILINE)[1:]
LAST = STAGES[-1]


def instructions(stage: str, name: str) -> list[str]:
    """What follows each instruction of this name in a stage."""
    return re.findall(rf"^{name} (.+)$", stage, re.MULTILINE)


def test_the_compose_file_is_one() -> None:
    """docker-compose.yml fits the Compose specification."""
    command = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--builtin-schema",
        "vendor.compose-spec",
        "docker-compose.yml",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603  our own tool
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("name", COMPOSE["services"])
def test_every_service_is_held_short(name: str) -> None:
    """No service can write its root, keep a capability it does not need, or gain a privilege; each says how it is."""
    service = COMPOSE["services"][name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert set(service.get("cap_add", ())) <= {"NET_BIND_SERVICE"}
    assert "no-new-privileges:true" in service["security_opt"]
    assert service["healthcheck"]["test"][0] == "CMD"


def test_the_party_is_reached_through_the_proxy_only() -> None:
    """Its port is not published, its volume is where the image keeps parties, and Caddy asks the right address."""
    party = COMPOSE["services"]["party"]
    (mounted,) = [volume.split(":")[1] for volume in party["volumes"]]
    assert "ports" not in party
    assert f"PARTY_SESSIONS={mounted}" in LAST
    assert instructions(LAST, "VOLUME") == [mounted]
    port = Config.model_fields["port"].default
    assert f"party:{port}" in CADDYFILE.read_text(encoding="utf-8")
    assert instructions(LAST, "EXPOSE") == [str(port)]
    assert party["expose"] == [str(port)]


def test_every_volume_is_declared() -> None:
    """A named volume of a service stands under `volumes`, and a mounted file lies in the repository."""
    for service in COMPOSE["services"].values():
        for volume in service["volumes"]:
            source = volume.split(":")[0]
            assert (ROOT / source).exists() if source.startswith(".") else source in COMPOSE["volumes"]


def test_settings_named_there_are_settings() -> None:
    """Each `PARTY_` variable of the container files is one of the server's, or the proxy's own."""
    texts = (
        DOCKERFILE,
        json.dumps(COMPOSE),
        EXAMPLE.read_text(encoding="utf-8"),
        CADDYFILE.read_text(encoding="utf-8"),
    )
    named = set(re.findall(r"PARTY_[A-Z_]*[A-Z]", "\n".join(texts)))
    assert named - SETTINGS - {"PARTY_DOMAIN", "PARTY_UPSTREAM"} == set()


def test_what_is_copied_is_there() -> None:
    """Each source of a COPY lies in the repository and is let through by .dockerignore, or comes from a stage above."""
    rules = [line for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines() if line[:1] not in "# "]
    above: list[str] = []
    for stage in STAGES:
        for copied in instructions(stage, "COPY"):
            words = copied.split()
            if words[0].startswith("--from="):
                assert words[0].removeprefix("--from=") in above
            else:
                assert [word for word in words[:-1] if not (ROOT / word).exists() or is_ignored(word, rules)] == []
        above.append(stage.split("\n", 1)[0].rpartition(" AS ")[2])


def is_ignored(path: str, rules: list[str]) -> bool:
    """Whether .dockerignore keeps a path out: the last rule that fits it or a folder above it decides."""
    parts = Path(path).parts
    above = ["/".join(parts[: count + 1]) for count in range(len(parts))]
    ignored = False
    for rule in rules:
        pattern = rule.removeprefix("!").rstrip("/")
        if any(fnmatch.fnmatch(each, pattern) for each in above):
            ignored = not rule.startswith("!")
    return ignored


def test_nothing_private_is_sent_to_the_builder() -> None:
    """Parties, environments, Git and what was built here stay out of the image."""
    rules = [line for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines() if line[:1] not in "# "]
    private = (
        "sessions/.party/secret",
        ".env",
        ".git/config",
        ".venv/bin/python",
        "web/node_modules/vite",
        "party/app/static/index.html",
    )
    assert [path for path in private if not is_ignored(path, rules)] == []


def test_the_image_is_small_of_rights() -> None:
    """The last stage builds nothing, runs as its own user and says how it is."""
    (user,) = instructions(LAST, "USER")
    assert user.split(":")[0] not in {"root", "0"}
    assert "apt-get" not in DOCKERFILE
    assert "pip install" not in LAST
    assert "/healthz" in LAST
    assert instructions(LAST, "HEALTHCHECK")


def test_the_image_starts_what_exists() -> None:
    """Its command is one of `party`'s, with options it knows."""
    (start,), (words,) = instructions(LAST, "ENTRYPOINT"), instructions(LAST, "CMD")
    assert json.loads(start) == ["party"]
    name, *options = json.loads(words)
    commands = getattr(get_command(app), "commands", {})
    known = {option for parameter in commands[name].params for option in parameter.opts}
    assert {option for option in options if option.startswith("--")} <= known


@pytest.mark.skipif(shutil.which("caddy") is None, reason="needs Caddy")
def test_caddy_takes_its_file() -> None:
    """Caddy itself reads deploy/Caddyfile and finds it tidy."""
    command = ["caddy", "validate", "--adapter", "caddyfile", "--config", str(CADDYFILE)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  our own file
    assert done.returncode == 0, done.stderr
