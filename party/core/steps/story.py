"""The write-up as far as the curators write it themselves."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from party.core import events as e
from party.core.events import Entry
from party.core.state import Paragraph, SessionState
from party.core.steps.step import Step, with_guest


def _written(s: SessionState, entry: Entry, event: e.ParagraphWritten) -> SessionState:
    paragraphs, place = s.story.paragraphs, (event.place, event.refinement)
    if event.text:
        paragraphs = paragraphs.insert(place, Paragraph(event.text, entry.actor))
    else:
        paragraphs = paragraphs.discard(place)
    return replace(s, story=replace(s.story, paragraphs=paragraphs))


def _titled(s: SessionState, entry: Entry, event: e.StoryTitled) -> SessionState:
    return replace(s, story=replace(s.story, title=event.title, title_by=entry.actor))


def _licensed(s: SessionState, _: Entry, event: e.StoryLicensed) -> SessionState:
    return replace(s, story=replace(s.story, license=event.license, model_license=event.model_license))


def _credited(s: SessionState, _: Entry, event: e.CreditChosen) -> SessionState:
    return with_guest(s, replace(s.guests[event.guest], credit_as=event.credit_as, pen_name=event.pen_name))


STEPS: Mapping[type[Any], Step] = MappingProxyType(
    {
        e.ParagraphWritten: _written,
        e.StoryTitled: _titled,
        e.StoryLicensed: _licensed,
        e.CreditChosen: _credited,
    }
)
