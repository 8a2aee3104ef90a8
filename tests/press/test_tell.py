"""The story: who proposed what and why, how the room decided, what was left, who was there."""

from party.core import commands as c
from party.core.values import Kind, Role, Topic
from party.press.choose import choose
from party.press.chronicle import look
from party.press.pictures import pictures
from party.press.story import Fate, Quote, Story
from party.press.tell import tell

from .parties import Party, alone, blank, loneliness


def told(party: Party) -> Story:
    seen = look(party.chronicle())
    selection = choose(seen)
    return tell(seen, selection, pictures(seen, selection))


def test_the_path_is_told_in_order() -> None:
    """Each step has its wording, who proposed it and why, and the pictures of it."""
    path = told(loneliness()).path
    assert [(step.number, step.by, step.text) for step in path] == [
        (0, "Hanna", "loneliness"),
        (1, "Ben", "an old man on a bench"),
        (2, "Dora", "two old people on a bench"),
        (3, "Max", "two old people looking at each other"),
        (4, "Vera", "two old people looking at each other, oil on canvas"),
    ]
    assert path[1].reason == "somebody has to be there for nobody to be there"
    assert [len(step.pictures) for step in path] == [1, 1, 1, 1, 1]


def test_how_each_step_was_decided() -> None:
    """By vote, by breaking a tie, by the prompt master's own hand: each is told as it was."""
    first, voted, tied, by_hand, last = told(loneliness()).path
    assert first.vote is None
    assert not first.by_hand
    assert voted.vote is not None
    assert [(choice.text, choice.votes, choice.won) for choice in voted.vote.choices] == [
        ("an old man on a bench", 4, True),
        ("an empty chair by the window", 2, False),
    ]
    assert (voted.vote.voters, voted.vote.tie, voted.by_hand) == (5, False, False)
    assert tied.vote is not None
    assert (tied.vote.tie, tied.vote.tie_broken_by, tied.by_hand) == (True, "Max", False)
    assert (by_hand.vote, by_hand.by_hand, by_hand.accepted_by) == (None, True, "Max")
    assert last.vote is not None
    assert not last.by_hand


def test_a_winner_accepted_by_hand() -> None:
    """Where winners are not accepted by themselves, the story says who accepted."""
    party = blank("moon")
    party.does(party.host, c.ChangeSettings(party.state.settings.__class__(accept_winner=False, paint_on_accept=False)))
    node = party.proposes(party.host, "sun")
    party.votes({party.host: (node,)})
    party.does(party.host, c.AcceptRefinement(node))
    step = told(party).path[-1]
    assert step.vote is not None
    assert (step.vote.choices[0].won, step.by_hand, step.accepted_by) == (True, True, "Hanna")


def test_paths_not_taken() -> None:
    """The others are told with their votes, best first; what was withdrawn is not repeated."""
    others = told(loneliness()).not_taken
    assert [(one.text, one.by, one.fate, one.votes, one.voters) for one in others] == [
        ("an empty chair by the window", "Cleo", Fate.LOST, 2, 5),
        ("an old man on a bench at dusk", "Frida", Fate.LOST, 2, 4),
        ("two old people looking at a cat", "Emil", Fate.LOST, 2, 6),
        ("two old friends looking at each other", "Ben", Fate.LOST, 0, 6),
    ]


def test_a_branch_left_behind() -> None:
    """What was accepted once and then left, and what nobody has voted on yet, is told as that."""
    party = blank("moon")
    party.does(party.host, c.EditPrompt("sun"))
    party.does(party.host, c.BranchFrom(party.state.root))
    party.proposes(party.host, "stars")
    story = told(party)
    assert {(one.text, one.fate) for one in story.not_taken} == {("sun", Fate.LEFT), ("stars", Fate.OPEN)}
    assert [step.text for step in story.path] == ["moon"]


def test_the_expert_is_quoted_by_name() -> None:
    """Notes stand with the step they speak of, others with the evening; on hidden pictures nothing is quoted."""
    party = loneliness()
    story = told(party)
    assert story.path[1].quotes == (
        Quote("Vera", Topic.TECHNIQUE, "The bench is all silhouette; a low sun would give it a face."),
    )
    assert story.path[4].quotes == (Quote("Vera", Topic.MOVEMENT, "late realism"),)
    assert [quote.topic for quote in story.quotes] == [Topic.ARTIST]
    party.does(party.host, c.ScreenThing(Kind.ARTWORK, party.latest(), shown=False))
    assert told(party).path[4].quotes == ()


def test_credits() -> None:
    """Everybody who was there is named with role and gifts, the runners first; a screen is no guest."""
    rows = [(one.name, one.roles, one.associations, one.proposals, one.adopted) for one in told(loneliness()).credits]
    assert rows == [
        ("Hanna", (Role.MODERATOR,), 0, 0, 0),
        ("Max", (Role.PROMPT_MASTER,), 0, 1, 1),
        ("Vera", (Role.ART_EXPERT,), 0, 1, 1),
        ("Ben", (), 1, 2, 1),
        ("Cleo", (), 1, 2, 0),
        ("Dora", (), 1, 1, 1),
        ("Emil", (), 1, 1, 0),
        ("Frida", (), 1, 1, 0),
    ]


def test_figures_add_up() -> None:
    """The figures are counted from the record; an evening that is not over has no length yet."""
    party = loneliness()
    figures = told(party).figures
    assert (figures.people, figures.associations, figures.proposals, figures.rounds) == (8, 5, 9, 3)
    assert (figures.ballots, figures.pictures) == (5 + 4 + 6, len(party.state.artworks))
    assert figures.minutes == round((party.now_ms - party.state.opened_ms) / 60_000)
    assert told(alone()).figures.minutes is None


def test_associations_by_support() -> None:
    """What most stand behind comes first, with the name of who said it."""
    assert [(one.text, one.by, one.support) for one in told(loneliness()).associations[:2]] == [
        ("a table laid for two", "Emil", 6),
        ("an empty chair", "Ben", 4),
    ]


def test_missing_pictures_are_not_shown() -> None:
    """A missing picture is named, and another one opens the page."""
    party = loneliness()
    seen = look(party.chronicle())
    selection = choose(seen)
    story = tell(seen, selection, pictures(seen, selection), frozenset({party.latest()}))
    assert [picture.artwork for picture in story.missing] == [party.latest()]
    assert story.hero == story.pictures[-1]
    assert story.path[-1].pictures == ()
