"""Phrases: cut, carried through edits, marked, pushed, weighed."""
# ruff: noqa: RUF001  Chinese commas are meant

import pytest
from hypothesis import given
from hypothesis import strategies as st

from party.core import commands as c
from party.core import events as e
from party.core.phrases import carried, cut, fresh, marked, split, weight, weights
from party.core.refusals import Reason
from party.core.text import clean
from party.core.things import PhraseView, PromptView
from party.core.values import LIMITS, GuestId, Kind, Phrase, PhraseId, PhraseWeight

from .play import Play

SAID = ("two old people", "oil", "soft light", "孤独的老人", "油画", "👩‍🎨", "1920s", "море")
COMMAS = (", ", "，", "、", "; ", ",", " ,, ")
PROMPTS = st.lists(
    st.one_of(st.sampled_from(SAID), st.sampled_from(COMMAS), st.sampled_from((" ", ".", "!"))), max_size=90
).map(lambda parts: str(clean("".join(parts), 2000, optional=True)))
LISTS = st.lists(st.sampled_from(SAID), min_size=1, unique=True)


def lawful(text: str, phrases: tuple[Phrase, ...]) -> bool:
    """In order, apart, inside, trimmed, not empty, not too many, each with its own id."""
    edges = [edge for phrase in phrases for edge in (phrase.start, phrase.end)]
    said = [text[phrase.start : phrase.end] for phrase in phrases]
    return (
        edges == sorted(edges)
        and all(0 <= edge <= len(text) for edge in edges)
        and all(words and words == words.strip() for words in said)
        and len({phrase.id for phrase in phrases}) == len(phrases) <= LIMITS.phrases
    )


def spelled(text: str, phrases: tuple[Phrase, ...]) -> dict[str, PhraseId]:
    """The phrases' words and ids."""
    return {text[phrase.start : phrase.end]: phrase.id for phrase in phrases}


def stretch(text: str, words: str) -> tuple[int, int]:
    """Where the words stand."""
    return text.index(words), text.index(words) + len(words)


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("two old people, oil on canvas", ["two old people", "oil on canvas"]),
        ("孤独的老人，油画、柔光；雨", ["孤独的老人", "油画", "柔光", "雨"]),
        ("👩‍🎨 at the sea; night ", ["👩‍🎨 at the sea", "night"]),
        (",, rain ,,,  snow,", ["rain", "snow"]),
        ("1,000 ships", ["1,000 ships"]),
        ("loneliness", ["loneliness"]),
        (",,,", []),
    ],
)
def test_prompts_are_cut_at_commas(text: str, phrases: list[str]) -> None:
    """Commas of every script part phrases, spaces belong to none, and no word boundaries are assumed."""
    assert [text[start:end] for start, end in split(text)] == phrases


def test_five_hundred_commas_are_bounded() -> None:
    """A prompt of commas has no phrases; of too many, the last one has the rest."""
    assert fresh("," * LIMITS.prompt, "p") == ()
    text = "a," * (LIMITS.prompt // 2)
    phrases = fresh(text, "p")
    assert lawful(text, phrases)
    assert (len(phrases), phrases[-1].end) == (LIMITS.phrases, len(text) - 1)


@given(PROMPTS)
def test_phrases_are_lawful_and_leave_nothing_out(text: str) -> None:
    """Whatever is no comma and no space stands in exactly one phrase."""
    phrases = fresh(text, "p")
    assert lawful(text, phrases)
    outside = [mark for at, mark in enumerate(text) if not any(p.start <= at < p.end for p in phrases)]
    assert set(outside) <= set(",;，、； ")


@given(PROMPTS, PROMPTS, st.lists(st.integers(0, 60), max_size=8))
def test_any_edit_leaves_lawful_phrases(before: str, after: str, edges: list[int]) -> None:
    """Marked or not, carried over to any other wording."""
    inside = sorted(edge for edge in edges if edge <= len(before))
    known = marked(before, fresh(before, "p"), zip(inside[::2], inside[1::2], strict=False), "m")
    assert lawful(before, known)
    new = carried(before, known, after, "q")
    assert lawful(after, new)
    assert {phrase.id for phrase in new if not phrase.id.startswith("q.")} <= {phrase.id for phrase in known}


@given(PROMPTS)
def test_a_wording_carried_to_itself_is_the_same(text: str) -> None:
    """Nothing changed, no id does."""
    assert carried(text, fresh(text, "p"), text, "q") == fresh(text, "p")


@given(LISTS, st.data())
def test_edits_elsewhere_keep_ids(said: list[str], data: st.DataObject) -> None:
    """One phrase replaced, the others keep their ids; the new one has one nobody had."""
    at = data.draw(st.integers(0, len(said) - 1))
    before, after = ", ".join(said), ", ".join([*said[:at], "something else", *said[at + 1 :]])
    old = spelled(before, fresh(before, "p"))
    new = spelled(after, carried(before, fresh(before, "p"), after, "q"))
    assert {words: new[words] for words in said if words != said[at]} == {w: old[w] for w in said if w != said[at]}
    assert new["something else"] not in old.values()


@given(LISTS, st.data())
def test_phrases_that_move_keep_their_ids(said: list[str], data: st.DataObject) -> None:
    """The same phrases in another order are the same phrases."""
    before, after = ", ".join(said), ", ".join(data.draw(st.permutations(said)))
    assert spelled(after, carried(before, fresh(before, "p"), after, "q")) == spelled(before, fresh(before, "p"))


def test_a_phrase_with_a_word_more_is_another() -> None:
    """Its pushes were for other words."""
    before, after = "two people, oil", "two old people, oil"
    old, new = fresh(before, "p"), carried(before, fresh(before, "p"), after, "q")
    assert new[0].id not in {phrase.id for phrase in old}
    assert new[1].id == old[1].id


def test_marks_survive_edits_elsewhere() -> None:
    """What the prompt master cut out stays one phrase, with its id, when the words around it change."""
    before = "two old people looking at each other, oil"
    known = marked(before, fresh(before, "p"), [stretch(before, "old people")], "m")
    assert list(spelled(before, known)) == ["two", "old people", "looking at each other", "oil"]
    after = "two very old people looking away, oil, night"
    new = spelled(after, carried(before, known, after, "q"))
    assert new["oil"] == spelled(before, known)["oil"]
    after = "a bench, two old people looking away, oil"
    assert spelled(after, carried(before, known, after, "q"))["old people"] == spelled(before, known)["old people"]


def test_marks_need_no_words() -> None:
    """Chinese has no spaces: any stretch of characters can be a phrase."""
    text = "坐在窗边的孤独的老人，油画"
    known = marked(text, fresh(text, "p"), [stretch(text, "孤独")], "m")
    assert list(spelled(text, known)) == ["坐在窗边的", "孤独", "的老人", "油画"]
    after = "坐在海边的孤独的老人，油画"
    assert spelled(after, carried(text, known, after, "q"))["孤独"] == spelled(text, known)["孤独"]


def test_a_mark_may_span_commas() -> None:
    """Two phrases can be made one."""
    text = "rain, snow, wind"
    assert list(spelled(text, marked(text, fresh(text, "p"), [(0, 10)], "m"))) == ["rain, snow", "wind"]


def test_marks_come_before_the_rest_when_there_are_many() -> None:
    """In a prompt with more phrases than can be pushed, what was marked is kept."""
    text = "a," * 40 + "moonlight"
    bounds = cut(text, [stretch(text, "moonlight")])
    assert len(bounds) == LIMITS.phrases
    assert stretch(text, "moonlight") in bounds


@given(st.integers(-600, 600), st.integers(0, 600))
def test_weights_are_bounded_and_even(net: int, guests: int) -> None:
    """Within the limits, 1 for nothing, up as much as down, more for more."""
    low, high = LIMITS.weight
    net = max(-guests, min(guests, net))
    assert low <= weight(net, guests) <= high
    assert weight(0, guests) == 1
    assert weight(net, guests) * weight(-net, guests) == pytest.approx(1, abs=0.015)
    assert weight(net, guests) <= weight(net + 1, guests + 1)


def test_a_room_that_pushes_as_one_reaches_the_end() -> None:
    """One guest alone is a nudge; five or five hundred as one go as far as it goes, and no further."""
    assert [weight(pushes, 5) for pushes in (1, 2, 5, -5)] == [1.1, 1.21, 1.61, 0.62]
    assert weight(500, 500) == weight(5, 5)
    assert weight(250, 500) == 1.27


def test_only_what_is_pushed_stands_in_a_recipe() -> None:
    """Phrases pushed up and down alike are plain."""
    text = "rain, snow, wind"
    rain, snow, wind = fresh(text, "p")
    ann, ben = GuestId("ann"), GuestId("ben")
    pushes = {rain.id: {ann: 1, ben: 1}, snow.id: {ann: 1, ben: -1}, PhraseId("gone"): {ann: 1}}
    assert weights((rain, snow, wind), pushes) == (PhraseWeight(0, 4, 1.21),)


# --- in a party ------------------------------------------------------------------------------------------------------


def prompt(play: Play) -> dict[str, PhraseView]:
    """The working prompt's phrases by their words."""
    view = play.view(Kind.PROMPT)
    assert isinstance(view, PromptView)
    assert view.refinement == play.state.head
    text = play.refinement(view.refinement).text
    return {text[phrase.start : phrase.end]: phrase for phrase in view.phrases}


@pytest.fixture
def oil(play: Play) -> PhraseId:
    play.does(play.host, c.EditPrompt("two old people, oil"))
    return prompt(play)["oil"].id


def test_the_room_pushes_and_everybody_sees_it(play: Play, ann: GuestId, ben: GuestId, oil: PhraseId) -> None:
    """A guest has one standing push on a phrase, which may turn or be let go; one's own is seen by oneself."""
    play.does(ann, c.PushPhrase(oil, 1))
    play.does(ben, c.PushPhrase(oil, 1))
    shown = prompt(play)["oil"]
    assert (shown.up, shown.down, shown.weight) == (2, 0, 1.21)
    play.does(ben, c.PushPhrase(oil, -1))
    assert (prompt(play)["oil"].up, prompt(play)["oil"].down, prompt(play)["oil"].weight) == (1, 1, 1)
    assert [(mine.phrase, mine.push) for mine in play.mine(ben).pushes] == [(oil, -1)]
    assert play.does(ben, c.PushPhrase(oil, -1)) == ()
    play.does(ben, c.PushPhrase(oil, 0))
    assert play.mine(ben).pushes == ()
    assert play.does(ben, c.PushPhrase(oil, 0)) == ()


def test_what_cannot_be_pushed(play: Play, ann: GuestId, screen: GuestId, oil: PhraseId) -> None:
    """Nobody pushes twice as hard, at what is not in the working prompt, or from the wall."""
    assert play.refused(ann, c.PushPhrase(oil, 2)) is Reason.OUT_OF_RANGE
    assert play.refused(ann, c.PushPhrase(PhraseId("nobody's"), 1)) is Reason.UNKNOWN_PHRASE
    assert play.refused(screen, c.PushPhrase(oil, 1)) is Reason.NOT_ALLOWED
    play.does(play.host, c.EditPrompt("an empty chair"))
    assert play.refused(ann, c.PushPhrase(oil, 1)) is Reason.UNKNOWN_PHRASE


def test_pushes_outlive_edits_elsewhere_and_go_into_the_recipe(play: Play, ann: GuestId, oil: PhraseId) -> None:
    """The next pictures are made with the room's weights, at the place the phrase has now."""
    play.does(ann, c.PushPhrase(oil, 1))
    play.does(play.host, c.EditPrompt("two very old people, night, oil"))
    assert prompt(play)["oil"].weight == 1.1
    (recipe,) = play.job(play.paints()).recipes
    assert recipe.weights == (PhraseWeight(*stretch(recipe.prompt, "oil"), 1.1),)


def test_a_shown_out_guest_pushes_no_more(play: Play, ann: GuestId, oil: PhraseId) -> None:
    """Whoever leaves takes their pushes along, and finds none when they come back."""
    play.does(ann, c.PushPhrase(oil, 1))
    play.does(play.host, c.RemoveGuest(ann))
    assert (prompt(play)["oil"].up, prompt(play)["oil"].weight) == (0, 1)
    play.does(play.host, c.ReadmitGuest(ann))
    assert play.mine(ann).pushes == ()


def test_the_prompt_master_cuts_the_prompt(play: Play, master: GuestId, ann: GuestId) -> None:
    """Marks make phrases; those untouched by them keep their pushes, and so does everything when marks go."""
    play.does(master, c.EditPrompt("two old people, oil"))
    oil = prompt(play)["oil"].id
    play.does(ann, c.PushPhrase(oil, 1))
    play.does(master, c.MarkPhrases((c.Stretch(4, 14),)))
    assert list(prompt(play)) == ["two", "old people", "oil"]
    assert (prompt(play)["oil"].id, prompt(play)["oil"].up) == (oil, 1)
    assert play.does(master, c.MarkPhrases((c.Stretch(4, 14),))) == ()
    play.does(master, c.MarkPhrases())
    assert list(prompt(play)) == ["two old people", "oil"]
    assert prompt(play)["oil"].up == 1
    assert play.does(master, c.MarkPhrases()) == ()


@pytest.mark.parametrize("edges", [(-1, 2), (0, 0), (2, 1), (0, 11), (10, 11), (10**9, 10**9 + 1)])
def test_marks_stay_inside(play: Play, edges: tuple[int, int]) -> None:
    """A stretch lies in the prompt and has something in it."""
    assert play.refused(play.host, c.MarkPhrases((c.Stretch(*edges),))) is Reason.OUT_OF_RANGE


def test_marks_do_not_overlap(play: Play, ann: GuestId) -> None:
    """Each character belongs to one phrase; there are not too many; and only the prompt master cuts."""
    assert play.refused(play.host, c.MarkPhrases((c.Stretch(0, 4), c.Stretch(3, 6)))) is Reason.OUT_OF_RANGE
    many = tuple(c.Stretch(0, 1) for _ in range(LIMITS.phrases + 1))
    assert play.refused(play.host, c.MarkPhrases(many)) is Reason.TOO_MANY
    assert play.refused(ann, c.MarkPhrases()) is Reason.NOT_ALLOWED
    (event,) = play.does(play.host, c.MarkPhrases((c.Stretch(6, 10), c.Stretch(0, 4))))
    assert isinstance(event, e.PhrasesMarked)
    assert list(prompt(play)) == ["lone", "li", "ness"]
