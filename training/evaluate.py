"""The figures of the card: what a judge trained on real renders sees in our pictures, over what it sees in real ones.

Held-out scenes give the prompts. "painted" goes from the true plan, "made" all the way from the caption.
"""

from __future__ import annotations

import json
import time
import tomllib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from party.studio.engines.pochade_engine.model import Model, Wish

from training import export
from training.judge import QUESTIONS, UNKNOWN, Answers, answers_of, as_judged, load_judge
from training.judge import file as judge_file
from training.renders import finished_scene
from training.scenes.captions import caption, teller
from training.scenes.make import scene
from training.workshop import one_thread, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray
    from party.studio.engines.pochade_engine.composition import Composition

    from training.judge import Judge
    from training.scenes.make import Scene
    from training.settings import Settings

TWINS = Path(__file__).parent / "twins.toml"
USUAL = 8
"""Times as many seeds of a twin say what is usual for it."""
BOTH_AMONG = 3
"""Two subjects count as both there if the judge has both among its three best."""


@dataclass
class Tally:
    """Right answers and questions asked, by figure."""

    right: Counter[str]
    asked: Counter[str]

    @classmethod
    def empty(cls) -> Tally:
        """Nothing asked yet."""
        return cls(Counter(), Counter())

    def note(self, figure: str, *, right: bool) -> None:
        """One more answer."""
        self.asked[figure] += 1
        self.right[figure] += right

    def shares(self) -> dict[str, float]:
        """Share of right answers by figure."""
        return {figure: round(self.right[figure] / count, 4) for figure, count in self.asked.items()}


@torch.no_grad()
def judged(judge: Judge, pictures: Sequence[NDArray[np.uint8]], answers: Sequence[Answers]) -> dict[str, float]:
    """Accuracy per question on these pictures."""
    tally = Tally.empty()
    for picture, own in zip(pictures, answers, strict=True):
        scores = judge(as_judged([picture]))
        best = scores["concepts"][0].topk(BOTH_AMONG).indices.tolist()
        if len(own.concepts) == 1:
            tally.note("subject", right=best[0] == own.concepts[0])
        if len(own.concepts) == 2:  # noqa: PLR2004 -- pairs
            tally.note("both subjects", right=set(own.concepts) <= set(best))
        for name in QUESTIONS:
            if own.facts[name] != UNKNOWN:
                tally.note(name, right=int(scores[name][0].argmax()) == own.facts[name])
    return tally.shares()


def pictures_of(engine: Model, settings: Settings, *, own_plan: bool) -> list[NDArray[np.uint8]]:
    """Finished pictures for the held-out scenes, from the true plan or from the caption."""
    made = []
    for seed in range(settings.seeds.held_out, settings.seeds.held_out + settings.evaluation.prompts):
        one = scene(seed)
        wish = Wish(caption(one, teller(seed)), seed, composition=None if own_plan else one.plan)
        *_, last = engine.make(wish)
        made.append(last.picture)
    return made


def planned(engine: Model, settings: Settings) -> dict[str, float]:
    """How often compositions made from held-out captions hold what the scene holds: main things, number, color, circumstances.

    Captions leave things out on purpose, so even a perfect reader stays below one.
    """
    tally = Tally.empty()
    for seed in range(settings.seeds.held_out, settings.seeds.held_out + settings.evaluation.prompts):
        one = scene(seed)
        plan, _ = engine.compose(caption(one, teller(seed)), seed)
        if not one.idea:
            _compare(one, plan, tally)
    return tally.shares()


def _compare(one: Scene, plan: Composition, tally: Tally) -> None:
    for name in ("style", "mood", "place", "time", "weather", "sky"):
        if one.plan.get(name):
            tally.note(f"planned {name}", right=plan.get(name) == one.plan.get(name))
    own = Counter(item.concept for item in one.actors)
    found = Counter(item.concept for item in plan.items)
    if len(own) == 1:
        concept, count = next(iter(own.items()))
        tally.note("planned subject", right=found[concept] > 0)
        if one.kind in {"single", "several", "person"} and found[concept]:
            tally.note(f"planned count {min(count, 4)}{'+' if count > 3 else ''}", right=found[concept] == count)  # noqa: PLR2004 -- from four on together
        if one.actors[0].color and found[concept]:
            tally.note("planned color", right=any(item.color == one.actors[0].color for item in plan.items if item.concept == concept))
    elif own:
        tally.note("planned subjects, all", right=not own - found)


def _main(engine: Model, prompt: str, seed: int) -> tuple[str, str, str]:
    plan, _ = engine.compose(prompt, seed)
    return (plan.items[-1].concept if plan.items else "", plan.get("place"), plan.get("style"))


def twins(engine: Model, seeds: int, every: int) -> dict[str, float]:
    """How often the plan's main thing is one that its twin gets, too, with some seed or other."""
    entries, tally = tomllib.loads(TWINS.read_text("utf-8")), Tally.empty()
    pairs = [("unseen words", entry["prompt"], entry["twin"]) for entry in entries["unseen"]]
    pairs += [(language, entry[language], entry["english"]) for entry in entries["foreign"] for language in ("ru", "zh")]
    for figure, prompt, twin in pairs[::every]:
        usual = [_main(engine, twin, seed) for seed in range(USUAL * seeds)]
        common = {name for name, _, _ in usual}
        for seed in range(seeds):
            own = _main(engine, prompt, 100 + seed)
            tally.note(figure, right=own[0] in common)
            tally.note(f"{figure}: style", right=own[2] in {style for *_, style in usual})
    return tally.shares()


def run(settings: Settings) -> None:
    """Measure and write figures.json."""
    one_thread()
    engine = Model(export.newest(settings))
    figures = {"twins": twins(engine, settings.evaluation.seeds_per_twin, settings.evaluation.every_twin), "planned": planned(engine, settings)}
    figures |= by_judge(engine, settings) if judge_file(settings).exists() else {}
    for name, values in figures.items():
        say(f"{name}: {values}")
    (settings.workshop / "figures.json").write_text(json.dumps(figures, indent=1), "utf-8")


def by_judge(engine: Model, settings: Settings) -> dict[str, dict[str, float]]:
    """What the judge sees in real, painted and made pictures, and made over real."""
    judge = load_judge(settings)
    seeds = range(settings.seeds.held_out, settings.seeds.held_out + settings.evaluation.prompts)
    answers = [answers_of(scene(seed)) for seed in seeds]
    figures = {"real": judged(judge, [finished_scene(seed) for seed in seeds], answers)}
    began = time.monotonic()
    for name, own_plan in (("painted", False), ("made", True)):
        figures[name] = judged(judge, pictures_of(engine, settings, own_plan=own_plan), answers)
    figures["ratio"] = {name: round(figures["made"][name] / max(value, 1e-6), 3) for name, value in figures["real"].items()}
    figures["seconds"] = {"per picture": round((time.monotonic() - began) / 2 / len(answers), 3)}
    return figures
