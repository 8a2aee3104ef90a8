"""Facts and words come apart and together again, for every event there is or will be."""

import json
from dataclasses import fields, is_dataclass, replace
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from party.archive import codec
from party.archive.codec import Text, Undecodable, find_words, holds_words, join, split
from party.core.events import Event, RefinementProposed
from party.core.values import RefinementId, Words

from .evening import EVENING

KINDS = get_args(Event)

# What the core lets through has neither lone surrogates nor control characters.
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)


def built(hint: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401 - any type of a field
    """Values of a type, all the way down, with text and numbers that a journal can hold."""
    if hint is Words or getattr(hint, "__supertype__", None) is str or hint is str:
        return TEXTS
    if hint is float:
        return NUMBERS
    if isinstance(hint, type) and is_dataclass(hint):
        hints = get_type_hints(hint)
        return st.builds(hint, **{name: built(hints[name]) for name in (field.name for field in fields(hint))})
    arguments = get_args(hint)
    if arguments and arguments[-1] is Ellipsis:
        return st.lists(built(arguments[0]), max_size=3).map(tuple)
    if arguments and type(None) in arguments:
        return st.none() | st.one_of([built(part) for part in arguments if part is not type(None)])
    return st.from_type(hint)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_every_event_comes_back_as_it_was(kind: type, data: st.DataObject) -> None:
    """Splitting and joining any event of any kind gives the same event."""
    event = data.draw(built(kind))
    facts, texts = split(event)
    assert join(facts, texts) == event
    assert codec.canonical(json.loads(facts)) == facts


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_removed_words_leave_the_facts(kind: type, data: st.DataObject) -> None:
    """With every text removed an event still decodes, and carries nobody's words."""
    event = data.draw(built(kind))
    facts, texts = split(event)
    bare = join(facts, [Text(text.path, None, None) for text in texts])
    assert type(bare) is kind
    assert list(find_words(bare)) == []


def test_no_fact_holds_a_text() -> None:
    """Nothing a guest wrote during a whole evening stands in the facts."""
    for entry in EVENING:
        facts, texts = split(entry.event)
        for text in texts:
            assert json.dumps(text.text) not in facts


def test_the_evening_has_every_kind() -> None:
    """The example journal of these tests leaves no event out."""
    assert {type(entry.event) for entry in EVENING} == set(KINDS)


def test_paths_reach_into_nested_values() -> None:
    """Words inside recipes inside jobs are found, with the path that leads to them."""
    paths = {path for entry in EVENING for path, _ in find_words(entry.event)}
    assert {"made.recipe.prompt", "recipes.1.prompt", "recipes.0.negative", "settings.recipe.negative"} <= paths


def test_the_same_words_have_different_commitments() -> None:
    """Equal texts cannot be told from their commitments."""
    event = RefinementProposed(RefinementId("a"), RefinementId("b"), Words("same"), Words("same"))
    facts = json.loads(split(event)[0])
    assert facts["text"] != facts["reason"]


def test_a_changed_text_does_not_join() -> None:
    """Text, salt and path must be those that were committed to."""
    event = RefinementProposed(RefinementId("a"), RefinementId("b"), Words("text"), Words("reason"))
    facts, (text, reason) = split(event)
    for changed in (
        replace(text, text="Text"),
        replace(text, salt=text.salt and text.salt[:-1]),
        replace(text, salt=None),
        replace(text, text=None),
        replace(text, path="reason"),
        replace(text, path="refinement"),
        replace(text, path="text.more"),
        replace(text, path="7"),
        replace(text, salt=(text.salt or "") + "t", text="ext"),
    ):
        with pytest.raises(Undecodable):
            join(facts, [changed, reason])
    with pytest.raises(Undecodable):
        join(facts, [text])


def test_words_in_other_containers_are_refused() -> None:
    """A field that could not be split off is an error when it is first written, not a leak."""
    with pytest.raises(TypeError, match="would not be split off"):
        holds_words(dict[str, Words])
