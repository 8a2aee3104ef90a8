"""The figures of the card: what a judge trained on real renders sees in our pictures, over what it sees in real ones.

Held-out scenes give the prompts. "painted" goes from the true plan, "made" all the way from the caption. Pictures are kept, so a killed run goes on.
"""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections import Counter
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from party.studio.engines.pochade_engine.model import Model, Wish

from training import export, scoring
from training.judge import UNKNOWN, Answers, answers_of, load_judge
from training.near_judge import FEW_BEST, load_near_judge, looked_at
from training.near_judge import file as judge_file
from training.renders import as_seen, finished_scene, small
from training.scenes.captions import caption, teller
from training.scenes.make import scene
from training.vocabulary.colors import BASIC_TERMS
from training.vocabulary.colors import BY_NAME as COLORS
from training.vocabulary.stylistics import BY_NAME as STYLES
from training.vocabulary.subjects import catalogue, subjects
from training.vocabulary.surroundings import PLACES, TIMES
from training.workshop import one_thread, say, wait_while_paused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from collections.abc import Set as AbstractSet

    from numpy.typing import NDArray
    from party.studio.engines.pochade_engine.composition import Composition, Item

    from training.judge import Judge
    from training.near_judge import NearJudge
    from training.scenes.make import Scene
    from training.settings import Settings

TWINS = Path(__file__).parent / "twins.toml"
USUAL = 8
"""Times as many seeds of a twin say what is usual for it."""
COUNTED = (1, 2, 3)
WHOLE = ("style", "place", "time", "count")
"""Questions about the whole picture."""


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


@dataclass(frozen=True)
class Sight:
    """How many concepts the judge finds likelier than the right one (FEW_BEST: five or more, or no such item), and the color it sees."""

    rank: int = FEW_BEST
    color: int = UNKNOWN


@dataclass(frozen=True)
class Bench:
    """Both judges: one looks at the whole picture, one at the place where something should be."""

    whole: Judge
    near: NearJudge

    @classmethod
    def of(cls, settings: Settings) -> Bench:
        """The judges of the last checkpoints."""
        return cls(load_judge(settings), load_near_judge(settings))

    @torch.no_grad()
    def note(self, tally: Tally, picture: NDArray[np.uint8], items: Sequence[Item], own: Answers, told: str = "") -> None:
        """Count the answers about a small picture; `items` are what should be in it, wherever the plan puts it.

        Where a word of the caption names several concepts, each of them is right: "a child" is a boy or a girl.
        """
        scores = self.whole(as_seen([picture]))
        for name in WHOLE:
            if own.facts[name] != UNKNOWN:
                tally.note(name, right=int(scores[name][0].argmax()) == own.facts[name])
        seen = [self.sees(picture, items, namesakes(concept, told)) for concept in own.concepts]
        if len(seen) in {1, 2}:
            name = "subject" if len(seen) == 1 else "both subjects"
            tally.note(name, right=all(sight.rank == 0 for sight in seen))
            tally.note(f"{name}, among five", right=all(sight.rank < FEW_BEST for sight in seen))
        if own.facts["color"] != UNKNOWN:
            tally.note("color", right=seen[0].color == own.facts["color"])
            tally.note("color, basic term", right=_basic(seen[0].color) == _basic(own.facts["color"]))

    def sees(self, picture: NDArray[np.uint8], items: Sequence[Item], meant: AbstractSet[int]) -> Sight:
        """How the largest item of one of those concepts is to be seen where it is."""
        index = catalogue().concept_index
        fitting = [item for item in items if index[item.concept] in meant]
        if not fitting:
            return Sight()
        largest = max(fitting, key=lambda item: item.box.width * item.box.height)
        found, color = looked_at(self.near, picture, largest.box)
        return Sight(min(found.index(concept) if concept in found else FEW_BEST for concept in meant), color)


def namesakes(concept: int, told: str) -> frozenset[int]:
    """The concept and all that share one of its words, if that word is in the caption."""
    things = list(subjects().values())
    said = [word for word in things[concept].words if re.search(rf"\b{re.escape(word.lower())}\b", told.lower())]
    return frozenset({concept} | {place for place, other in enumerate(things) if set(said) & set(other.words)})


def _basic(color: int) -> str:
    """The basic term of a color by its place in the catalogue; of no color at all, nothing."""
    name = catalogue().color_names[color] if color != UNKNOWN else ""
    return BASIC_TERMS.get(name, name)


def asked(one: Scene, told: str) -> Answers:
    """What a picture for this caption has to show: only what the caption says."""
    own, plan, told = answers_of(one), one.plan, told.lower()
    said = {
        "style": _says(told, STYLES[plan.get("style")].phrases) if plan.get("style") else False,
        "place": _says(told, (*PLACES[plan.get("place")].within, *PLACES[plan.get("place")].alone)),
        "time": _says(told, TIMES[plan.get("time")]) if plan.get("time") else False,
        "color": not one.idea and _says(told, _color_words(one)) and _of_one_color(one),
        "count": not one.idea,
    }
    facts = {name: value if said[name] else UNKNOWN for name, value in own.facts.items()}
    if facts["count"] not in COUNTED:
        facts["count"] = UNKNOWN
    return replace(own, concepts=() if one.idea else own.concepts, facts=facts)


def _says(told: str, phrases: Iterable[str]) -> bool:
    return any(phrase in told for phrase in phrases if phrase)


def _of_one_color(one: Scene) -> bool:
    """Whether all things like the first have its color; of green and black lines nobody could ask for the color."""
    return len({item.color for item in one.actors if item.concept == one.actors[0].concept}) == 1


def _color_words(one: Scene) -> tuple[str, ...]:
    color = COLORS.get(one.actors[0].color) if one.actors else None
    return (color.name, *color.words) if color else ()


def stored(path: Path, make: Callable[[], NDArray[np.uint8]]) -> NDArray[np.uint8]:
    """A small picture that an earlier run left, or a new one, left for later runs."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(f".{os.getpid()}")
        with part.open("wb") as page:
            np.save(page, small(make()))
        part.replace(path)
    picture: NDArray[np.uint8] = np.load(path)
    return picture


def kept(engine: Model, settings: Settings, wish: Wish, name: str) -> NDArray[np.uint8]:
    """The small picture of a wish, made unless an earlier run of the same weights left it."""

    def make() -> NDArray[np.uint8]:
        wait_while_paused(settings)
        *_, last = engine.make(wish)
        return last.picture

    return stored(settings.workshop / "judged" / engine.parts.revision / f"{name}.npy", make)


def real_picture(settings: Settings, seed: int) -> NDArray[np.uint8]:
    """The small real render of a held-out scene."""
    return stored(settings.workshop / "judged" / "real" / f"{seed}.npy", partial(finished_scene, seed))


def held_out(settings: Settings, count: int) -> list[tuple[int, Scene, str]]:
    """Seeds, scenes and captions that no stage was trained on."""
    seeds = range(settings.seeds.held_out, settings.seeds.held_out + count)
    return [(seed, scene(seed), caption(scene(seed), teller(seed))) for seed in seeds]


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


def _pairs() -> list[tuple[str, str, str]]:
    """Figure, prompt and twin."""
    entries = tomllib.loads(TWINS.read_text("utf-8"))
    pairs = [("unseen words", entry["prompt"], entry["twin"]) for entry in entries["unseen"]]
    return pairs + [(language, entry[language], entry["english"]) for entry in entries["foreign"] for language in ("ru", "zh")]


def _main(engine: Model, prompt: str, seed: int) -> tuple[str, str, str]:
    plan, _ = engine.compose(prompt, seed)
    return (plan.items[-1].concept if plan.items else "", plan.get("place"), plan.get("style"))


def twins(engine: Model, seeds: int, every: int) -> dict[str, float]:
    """How often the plan's main thing is one that its twin gets, too, with some seed or other."""
    tally = Tally.empty()
    for figure, prompt, twin in _pairs()[::every]:
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
    figures: dict[str, dict[str, float]] = {
        "twins": twins(engine, settings.evaluation.seeds_per_twin, settings.evaluation.every_twin),
        "planned": planned(engine, settings),
    }
    figures |= by_judge(engine, settings) if judge_file(settings).exists() else {}
    for name, values in figures.items():
        say(f"{name}: {values}")
    (settings.workshop / "figures.json").write_text(json.dumps(figures, indent=1), "utf-8")


def by_judge(engine: Model, settings: Settings) -> dict[str, dict[str, float]]:
    """What the judges see in real, made and painted pictures, and how often each question was asked; then twins."""
    bench, tallies = Bench.of(settings), {name: Tally.empty() for name in ("judge", "real", "made", "real, first", "painted")}
    for number, (seed, one, told) in enumerate(held_out(settings, settings.evaluation.prompts)):
        own, real, wish = asked(one, told), real_picture(settings, seed), Wish(told, seed)
        bench.note(tallies["judge"], real, one.actors, answers_of(one))
        bench.note(tallies["real"], real, one.actors, own, told)
        bench.note(tallies["made"], kept(engine, settings, wish, f"made/{seed}"), engine.plan(wish)[0].items, own, told)
        if number < settings.evaluation.painted:
            bench.note(tallies["real, first"], real, one.actors, own, told)
            bench.note(tallies["painted"], kept(engine, settings, replace(wish, composition=one.plan), f"painted/{seed}"), one.actors, own, told)
    figures = {name: tally.shares() for name, tally in tallies.items()}
    figures["asked"] = {name: float(count) for name, count in tallies["made"].asked.items()}
    return figures | {"judged twins": judged_twins(engine, bench, settings), "scorer": scored(engine, settings)}


def scored(engine: Model, settings: Settings) -> dict[str, float]:
    """How often the scorer finds the caption of a real render, and of our picture, among all captions."""
    scenes, parts = held_out(settings, min(scoring.AMONG, settings.evaluation.prompts)), engine.parts
    numbers = scoring.padded([parts.reader.read(told).numbers for _, _, told in scenes])
    pictures = {
        "real": [real_picture(settings, seed) for seed, *_ in scenes],
        "made": [kept(engine, settings, Wish(told, seed), f"made/{seed}") for seed, _, told in scenes],
    }
    ranks = {name: scoring.retrieval(parts.scorer, parts.composer.planner.words, as_seen(shown), numbers) for name, shown in pictures.items()}
    return {f"{name}, {which}": share for name, shares in ranks.items() for which, share in shares.items()}


def judged_twins(engine: Model, bench: Bench, settings: Settings) -> dict[str, float]:
    """How often what the twin usually shows is to be seen in pictures of the prompt and of the twin, and the ratio."""
    wish, tally, index = settings.evaluation, Tally.empty(), catalogue().concept_index
    for number, (figure, prompt, twin) in enumerate(_pairs()[:: wish.every_twin]):
        usual = {name for name, _, _ in (_main(engine, twin, seed) for seed in range(USUAL)) if name}
        for seed in range(wish.seeds_per_twin):
            for side, told in ((figure, prompt), (f"{figure}: twin", twin)):
                picture = kept(engine, settings, Wish(told, 100 + seed), f"twins/{number}-{seed}-{'twin' if told is twin else 'own'}")
                items = [item for item in engine.compose(told, 100 + seed)[0].items if item.concept in usual]
                tally.note(side, right=bool(items) and bench.sees(picture, items, {index[items[-1].concept]}).rank < FEW_BEST)
    shares = tally.shares()
    return shares | {f"{name}: ratio": round(shares[name] / max(shares[f"{name}: twin"], 1e-6), 3) for name in ("unseen words", "ru", "zh") if name in shares}
