"""Phrases of the working prompt: how it is cut, and who pushes what."""

from party.core import commands as c
from party.core import events as e
from party.core.phrases import marked
from party.core.refusals import Reason, refuse
from party.core.rules.scene import EVERYBODY, PROMPT_MASTER, Row, Scene, Verdict, row, within
from party.core.values import LIMITS


def mark(scene: Scene, asked: c.MarkPhrases) -> Verdict:
    """The working prompt cut as the prompt master says; phrases that stay as they were keep their pushes."""
    head = scene.state.refinements[scene.state.head]
    if len(asked.stretches) > LIMITS.phrases:
        return refuse(Reason.TOO_MANY, limit=LIMITS.phrases)
    at = 0
    for stretch in sorted(asked.stretches, key=lambda stretch: stretch.start):
        if refusal := within("start", stretch.start, (at, len(head.text))):
            return refusal
        if refusal := within("end", stretch.end, (stretch.start + 1, len(head.text))):
            return refusal
        at = stretch.end
    bounds = ((stretch.start, stretch.end) for stretch in asked.stretches)
    phrases = marked(head.text, head.phrases, bounds, scene.occasion.fresh)
    return () if phrases == head.phrases else (e.PhrasesMarked(head.id, phrases),)


def push(scene: Scene, asked: c.PushPhrase) -> Verdict:
    """One guest's standing push on a phrase."""
    if refusal := within("push", asked.push, (-1, 1)):
        return refusal
    if asked.phrase not in {phrase.id for phrase in scene.state.refinements[scene.state.head].phrases}:
        return refuse(Reason.UNKNOWN_PHRASE)
    known = scene.state.pushes.get(asked.phrase)
    now = known.get(scene.actor, 0) if known is not None else 0
    return () if now == asked.push else (e.PhrasePushed(asked.phrase, asked.push),)


TABLE: tuple[Row, ...] = (
    row(c.MarkPhrases, mark, PROMPT_MASTER),
    row(c.PushPhrase, push, EVERYBODY),
)
