"""Stage 5: train the planner on captions and compositions made without drawing anything."""

from __future__ import annotations

import math
import re
import time
from typing import TYPE_CHECKING

import numpy as np
import torch
from party.studio.engines.pochade_engine.composing import Composer, Possible
from party.studio.engines.pochade_engine.composition import NO_ITEM, encode
from party.studio.engines.pochade_engine.plan_fields import ITEM_CHAIN, STEP_PX, Sizes, Spoken, speak
from party.studio.engines.pochade_engine.planner import Planner, PlannerShape, PlanTensors
from party.studio.engines.pochade_engine.words import WORD, Reader

from training import wording
from training.scenes.captions import caption, teller
from training.scenes.make import scene
from training.vocabulary.subjects import catalogue, subjects
from training.workshop import load, one_thread, save, say, wait_while_paused

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from torch import Tensor

    from training.settings import Settings

HASTE = 0.25
SMALL_WORDS = re.compile(r"\b(?:an?|the|of|its|his|her|their)\b", re.IGNORECASE)
FEW = 2
"""A concept seen in more colors than this can have any."""


def file(settings: Settings) -> Path:
    """Where the checkpoint is kept."""
    return settings.workshop / "planner.pt"


def new_planner(settings: Settings) -> Planner:
    """An untrained planner whose words and concepts start with the sentence encoder's vectors."""
    lexicon, vectors = wording.load(settings), torch.load(wording.vectors_file(settings), weights_only=True)
    planner = Planner(Sizes.of(catalogue()), len(lexicon.seen), PlannerShape(words=settings.words.width))
    number = {word: place for place, word in enumerate(lexicon.seen, start=1)}
    with torch.no_grad():
        planner.words.weight.copy_(vectors)
        for place, thing in enumerate(subjects().values()):
            known = [number[word] for word in WORD.findall(thing.name.lower()) if word in number]
            if known:
                planner.name_vectors[place] = vectors[known].mean(0)
    return planner


def load_composer(settings: Settings) -> Composer:
    """The averaged planner of the last checkpoint with what is possible."""
    state = torch.load(file(settings), weights_only=True)
    planner = Planner(Sizes.of(catalogue()), len(wording.load(settings).seen), PlannerShape(words=settings.words.width))
    planner.load_state_dict(state["planner"] | state["average"])
    return Composer(planner.eval(), Possible.from_state(state["possible"]), catalogue())


def count_possible(settings: Settings) -> Possible:
    """Tables of what occurs, over many scenes."""
    sizes, known = Sizes.of(catalogue()), catalogue()
    places = sizes.circumstances[2]
    facts = tuple(torch.zeros(places, count, dtype=torch.bool) for count in sizes.circumstances)
    by_place, color, second, traits, height = (
        torch.zeros(rows, columns, dtype=torch.bool)
        for rows, columns in (
            (places, sizes.concepts),
            (sizes.concepts, sizes.colors),
            (sizes.concepts, sizes.colors),
            (sizes.concepts, sizes.traits),
            (sizes.concepts, 64),
        )
    )
    for seed in range(settings.seeds.training, settings.seeds.training + settings.planner.counted):
        arrays = encode(scene(seed).plan, known)
        place = int(arrays.circumstances[2])
        for table, value in zip(facts, arrays.circumstances, strict=True):
            table[place, int(value)] = True
        for row in arrays.items[arrays.items[:, 0] != NO_ITEM]:
            concept = int(row[0])
            by_place[place, concept] = color[concept, int(row[6])] = second[concept, int(row[7])] = True
            height[concept, min(63, int(row[4] - row[2]) // STEP_PX)] = True
            traits[concept] |= (torch.tensor(int(row[8])) >> torch.arange(sizes.traits) & 1).bool()
    color[color.sum(1) > FEW] = True
    return Possible(facts, by_place, color, second, traits, height)


def clipped(text: str, rng: np.random.Generator) -> str:
    """Sometimes the sentence without its small words, as people in a hurry type and as translations come."""
    return SMALL_WORDS.sub(" ", text) if rng.random() < HASTE else text


def batch(seeds: Sequence[int], reader: Reader, turn: int = 0) -> tuple[Tensor, PlanTensors]:
    """Words (n, longest) and spoken plans of the scenes of these seeds."""
    known = catalogue()
    scenes = [scene(seed) for seed in seeds]
    told = [clipped(caption(one, teller(seed, turn)), np.random.default_rng((seed, 4, turn))) for one, seed in zip(scenes, seeds, strict=True)]
    numbers = [reader.read(text).numbers for text in told]
    words = torch.zeros(len(scenes), max(map(len, numbers)), dtype=torch.long)
    for row, own in zip(words, numbers, strict=True):
        row[: len(own)] = torch.tensor(own)
    return words, tensors([speak(encode(one.plan, known), len(known.concepts)) for one in scenes])


def tensors(plans: Sequence[Spoken]) -> PlanTensors:
    """Spoken plans as one batch."""
    stacked = {name: torch.from_numpy(np.stack([getattr(plan, name) for plan in plans])) for name in Spoken._fields}
    return PlanTensors(stacked["circumstances"], stacked["concept"], stacked["traits"], {name: stacked[name] for name in ITEM_CHAIN})


def run(settings: Settings) -> None:
    """Train up to the last step of the settings, from the checkpoint if there is one."""
    one_thread()
    torch.manual_seed(settings.seeds.training)
    wish, planner, reader = settings.planner, new_planner(settings), Reader(wording.load(settings))
    trained = [p for p in planner.parameters() if p.requires_grad]
    adam = torch.optim.AdamW(trained, wish.rate, betas=(0.9, 0.98), weight_decay=0.02, fused=True)
    state, step = load(file(settings)), 0
    average = {name: value.detach().clone() for name, value in planner.named_parameters()}
    if state:
        planner.load_state_dict(state["planner"])
        adam.load_state_dict(state["adam"])
        average, step = state["average"], state["step"]
    possible = Possible.from_state(state["possible"]) if state else count_possible(settings)
    say(f"planner: {sum(p.numel() for p in trained) / 1e6:.2f} M weights, from step {step}")
    began, steps, losses = time.monotonic(), 0, []
    while step < wish.steps:
        began += wait_while_paused(settings)
        first = settings.seeds.training + step * wish.batch
        words, plans = batch(range(first, first + wish.batch), reader)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            parts = planner.losses(words, plans, word_noise=wish.word_noise)
        loss = torch.stack(list(parts.values())).sum()
        adam.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        for group in adam.param_groups:
            group["lr"] = wish.rate * min(1.0, (step + 1) / 150) * (0.02 + 0.98 * (0.5 + 0.5 * math.cos(math.pi * step / wish.steps)))
        adam.step()
        step, steps = step + 1, steps + 1
        torch._foreach_lerp_(list(average.values()), [p.detach() for p in planner.parameters()], 1 - min(0.998, step / (step + 20)))
        losses.append({name: float(part.detach()) for name, part in parts.items()})
        if step % 50 == 0:
            recent = {name: sum(one[name] for one in losses[-50:]) / len(losses[-50:]) for name in parts}
            shown = " ".join(f"{name} {value:.2f}" for name, value in recent.items() if not name.startswith("fact"))
            say(f"planner step {step} loss {sum(recent.values()):.2f} {shown} {steps * wish.batch / (time.monotonic() - began):.0f} pairs/s")
        if step % wish.save_every == 0 or step == wish.steps:
            save(file(settings), {"planner": planner.state_dict(), "adam": adam.state_dict(), "average": average, "step": step, "possible": possible.state()})
