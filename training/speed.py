"""How fast the weights paint on this machine: seconds by the clock, each way of using the processor in a fresh process, as the party does it."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
import timeit
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from party.core.values import TextRecipe, Words
from party.studio.engines.pochade import Pochade
from party.studio.engines.pochade_engine.model import Model
from party.studio.engines.processor import has_native_bfloat16

from training import export
from training.workshop import say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from party.studio.engine import Step

    from training.settings import Settings

PROMPT, SMALL = Words("two old people looking at each other"), Words("three penguins in the desert")
"""The second has three small things, each of which gets a closer look: as long as a picture can take."""
ROUNDS = 7
"""The middle of so many runs counts, after one that does not."""
FOUR = 4
LARGE_PX = 320


@dataclass(frozen=True)
class Way:
    """Threads, and whether the processor's matrix units and half-length numbers are used where there are any."""

    threads: int
    units: bool = True

    @property
    def environment(self) -> dict[str, str]:
        """What the libraries read when they start."""
        plain = {} if self.units else {"ONEDNN_MAX_CPU_ISA": "AVX2", "ATEN_CPU_CAPABILITY": "avx2"}
        return {"OMP_NUM_THREADS": str(self.threads), "OMP_WAIT_POLICY": "PASSIVE", **plain}


WAYS = {"one thread": Way(1), "two threads": Way(2), "one thread, no matrix units": Way(1, units=False)}
AIMS = {
    "one picture": 1.5,
    "one picture of three small things": 1.5,
    "four pictures": 4.0,
    "four pictures of three small things each": 4.0,
    "first preview": 0.3,
    "first preview of four": 0.3,
}


def file(settings: Settings) -> Path:
    """Where the seconds are kept."""
    return settings.workshop / "speed.json"


def seconds(folder: Path, way: Way, rounds: int = ROUNDS) -> dict[str, float]:
    """Middle seconds by the clock, in this process, by what was asked for."""
    torch.set_num_threads(way.threads)
    engine = Pochade(Model(folder), half=way.units and has_native_bfloat16())
    recipe = TextRecipe("", "", "", "", PROMPT, Words(""), 7, 256, 256, engine.easel.steps, engine.easel.guidance)
    four = [replace(recipe, seed=seed) for seed in range(FOUR)]
    penguins = [replace(one, prompt=SMALL) for one in four]
    large = replace(recipe, width_px=LARGE_PX, height_px=LARGE_PX)
    data = engine.make([recipe], _unseen, _never)[0].data
    return {
        "one picture": _middle(rounds, lambda: engine.make([recipe], _unseen, _never)),
        "one picture of three small things": _middle(rounds, lambda: engine.make(penguins[:1], _unseen, _never)),
        "four pictures": _middle(rounds, lambda: engine.make(four, _unseen, _never)),
        "four pictures of three small things each": _middle(rounds, lambda: engine.make(penguins, _unseen, _never)),
        "one picture of 320 px": _middle(rounds, lambda: engine.make([large], _unseen, _never)),
        "first preview": statistics.median(_first_preview(engine, [recipe]) for _ in range(rounds)),
        "first preview of four": statistics.median(_first_preview(engine, four) for _ in range(rounds)),
        "a score": _middle(rounds, lambda: engine.score(data, PROMPT)),
    }


def _unseen(_step: Step) -> None:
    """Nobody looks at the steps."""


def _never() -> bool:
    return False


def _middle(rounds: int, work: Callable[[], object]) -> float:
    return statistics.median(timeit.repeat(work, number=1, repeat=rounds))


def _first_preview(engine: Pochade, recipes: Sequence[TextRecipe]) -> float:
    seen_s: list[float] = []
    began_s = time.perf_counter()
    engine.make(recipes, lambda _: seen_s.append(time.perf_counter() - began_s), _never)
    return seen_s[0]


def table(measured: dict[str, dict[str, float]], load: float, cores: int) -> str:
    """The seconds as Markdown, with the aims."""
    ways = list(measured)
    rows = [f"| seconds by the clock | aim | {' | '.join(ways)} |", "|---|---" + "|---" * len(ways) + "|"]
    rows += [f"| {name} | {AIMS.get(name, '')} | {' | '.join(f'{measured[way][name]:.2f}' for way in ways)} |" for name in measured[ways[0]]]
    told = f"The middle of {ROUNDS} runs on {cores} cores; load of the machine just before: {load:.2f}. The party uses one thread of two cores, the other serves the room."
    return "\n".join([*rows, "", told])


def run(settings: Settings) -> None:
    """Measure every way in a process of its own and write speed.json."""
    load, measured = os.getloadavg()[0], {}
    for name, way in WAYS.items():
        order = [sys.executable, "-m", "training.speed", str(export.newest(settings)), json.dumps(asdict(way))]
        done = subprocess.run(order, env=os.environ | way.environment, check=True, capture_output=True, text=True)  # noqa: S603 -- ourselves
        measured[name] = json.loads(done.stdout)
        say(f"speed, {name}: {measured[name]}")
    kept = {"load": load, "cores": len(os.sched_getaffinity(0)), "measured": measured}
    file(settings).write_text(json.dumps(kept, indent=1), "utf-8")


if __name__ == "__main__":
    sys.stdout.write(json.dumps(seconds(Path(sys.argv[1]), Way(**json.loads(sys.argv[2])))))
