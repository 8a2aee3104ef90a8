"""What the curators write themselves, and how each guest is named where the party is told."""

import re

from party.core import commands as c
from party.core import events as e
from party.core.refusals import Reason, Refusal, refuse
from party.core.rules.scene import CURATORS, EVERYBODY, Row, Scene, Verdict, known_refinement, row
from party.core.state import RefinementStatus
from party.core.text import clean
from party.core.values import LIMITS, NOTHING_SAID, CreditAs, RefinementId, StoryPlace, Words

_LICENSE = re.compile(rf"[A-Za-z0-9][A-Za-z0-9.+-]{{0,{LIMITS.license - 1}}}")
"""The id of a license, as SPDX spells them; which ones there are is the press's to know."""


def choose_credit(scene: Scene, asked: c.ChooseCredit) -> Verdict:
    """Named, under a pen name or not at all; settled while the write-up is published."""
    if scene.state.published:
        return refuse(Reason.PUBLISHED)
    me = scene.state.guests[scene.actor]
    pen_name: Words | Refusal = NOTHING_SAID
    if asked.credit_as is CreditAs.PEN_NAME:
        pen_name = clean(asked.pen_name, LIMITS.name)
    if isinstance(pen_name, Refusal):
        return pen_name
    if me.muted and pen_name not in {NOTHING_SAID, me.pen_name}:
        return refuse(Reason.MUTED)
    same = (me.credit_as, me.pen_name) == (asked.credit_as, pen_name)
    return () if same else (e.CreditChosen(me.id, asked.credit_as, pen_name),)


def write_paragraph(scene: Scene, asked: c.WriteParagraph) -> Verdict:
    """A paragraph at its place, another one, or none any more."""
    text = clean(asked.text, LIMITS.paragraph, optional=True)
    if isinstance(text, Refusal):
        return text
    written = scene.state.story.paragraphs
    step = asked.refinement if asked.place is StoryPlace.STEP else None
    there = written.get((asked.place, step))
    if not text:
        return (e.ParagraphWritten(asked.place, step, text),) if there else ()
    if asked.place is StoryPlace.STEP and (refusal := _off_path(scene, step)):
        return refusal
    if there is None and len(written) >= LIMITS.paragraphs:
        return refuse(Reason.TOO_MANY, limit=LIMITS.paragraphs)
    return () if there and there.text == text else (e.ParagraphWritten(asked.place, step, text),)


def title(scene: Scene, asked: c.TitleStory) -> Verdict:
    """A title of its own, or none."""
    text = clean(asked.title, LIMITS.title, optional=True)
    if isinstance(text, Refusal):
        return text
    return () if text == scene.state.story.title else (e.StoryTitled(text),)


def license_story(scene: Scene, asked: c.LicenseStory) -> Verdict:
    """The license of the page, and a word on the model's."""
    if asked.license and not _LICENSE.fullmatch(asked.license):
        return refuse(Reason.UNKNOWN_LICENSE)
    of_model = clean(asked.model_license, LIMITS.model_license, optional=True)
    if isinstance(of_model, Refusal):
        return of_model
    story = scene.state.story
    same = (story.license, story.model_license) == (asked.license, of_model)
    return () if same else (e.StoryLicensed(asked.license, of_model),)


def _off_path(scene: Scene, step: RefinementId | None) -> Refusal | None:
    """A refusal unless the wording was the working prompt on the way to the present one."""
    node = known_refinement(scene, step) if step is not None else refuse(Reason.UNKNOWN_REFINEMENT)
    if isinstance(node, Refusal):
        return node
    on_path = node.status is RefinementStatus.ACCEPTED and node.id in scene.state.trunk
    return None if on_path else refuse(Reason.NOT_ON_PATH)


TABLE: tuple[Row, ...] = (
    row(c.ChooseCredit, choose_credit, EVERYBODY, paused=True, closed=True),
    row(c.WriteParagraph, write_paragraph, CURATORS, closed=True, speaks=True),
    row(c.TitleStory, title, CURATORS, closed=True, speaks=True),
    row(c.LicenseStory, license_story, CURATORS, closed=True, speaks=True),
)
