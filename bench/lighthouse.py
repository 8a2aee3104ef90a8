"""Lighthouse on door and room, in a browser that is a guest already where it has to be one."""

import asyncio
import json
import os
import socket
import tempfile
from pathlib import Path

from bench.browser import chromium, let_in, profile
from bench.figures import Figure
from party.client import PartyGuest

HERE = Path(__file__).parent
LIGHTHOUSE = HERE / "node_modules" / ".bin" / "lighthouse"
AIMS = {"performance": "95", "accessibility": "100", "best-practices": "100"}
AUDITS = {
    "first-contentful-paint": "first paint",
    "largest-contentful-paint": "largest paint",
    "total-blocking-time": "time blocked",
}


async def measure(host: PartyGuest) -> list[Figure]:
    """Scores and times as Lighthouse has them for a middling phone."""
    figures = list[Figure]()
    for place in ("door", "room"):
        with tempfile.TemporaryDirectory() as folder:
            port = _free_port()
            async with profile(Path(folder), port=port) as context:
                if place == "room":
                    await let_in(host, context)
                figures += _read(place, await _run(f"{host.url}/p/{host.code}", port, Path(folder)))
    return figures


async def _run(address: str, port: int, folder: Path) -> str:
    report = folder / "lighthouse.json"
    process = await asyncio.create_subprocess_exec(
        str(HERE.parent / "scripts" / "with-node"),
        str(LIGHTHOUSE),
        address,
        f"--port={port}",
        "--disable-storage-reset",
        f"--only-categories={','.join(AIMS)}",
        "--output=json",
        f"--output-path={report}",
        "--quiet",
        env={**os.environ, "CHROME_PATH": chromium()},
    )
    if await process.wait():
        raise SystemExit("Lighthouse could not measure; what it said stands above.")
    return report.read_text()


def _read(place: str, report: str) -> list[Figure]:
    found = json.loads(report)
    scores = [
        Figure(place, f"Lighthouse, {category}", round(found["categories"][category]["score"] * 100), "of 100", aim)
        for category, aim in AIMS.items()
    ]
    times = [
        Figure(place, f"Lighthouse, {name}", round(found["audits"][audit]["numericValue"]), "ms")
        for audit, name in AUDITS.items()
    ]
    return scores + times


def _free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port: int = sock.getsockname()[1]
        return port
