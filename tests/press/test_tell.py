"""The story: who proposed what and why, how the room decided, what was left, who was there."""

# ruff: noqa: RUF001  letters that look like Latin ones are what Russian is written in

import re

from party.core import commands as c
from party.core.values import CreditAs, Kind, RankedBallot, RefinementId, Role, Settings, Topic, VotingRule
from party.press.choose import choose
from party.press.chronicle import look
from party.press.pictures import pictures
from party.press.render import page
from party.press.story import SOMEBODY, Card, Change, Fared, Fate, Joined, Push, Quote, Remark, Story, Vote
from party.press.tell import tell
from party.press.votes import vote_on

from .evenings import hometown, silence
from .parties import Party, alone, blank, loneliness, talkative


def told(party: Party) -> Story:
    seen = look(party.chronicle())
    selection = choose(seen)
    return tell(seen, selection, pictures(seen, selection))


def to_markdown(story: Story) -> str:
    """The page of a story."""
    return page(story).body.markdown(str)


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
    assert [(choice.text, choice.fared.votes, choice.won) for choice in voted.vote.choices] == [
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
    """The others are told with their votes, the best share first; what was withdrawn is not repeated."""
    others = told(loneliness()).not_taken
    fared = [(one.fared.votes, one.fared.voters) for one in others if one.fared]
    assert fared == [(2, 4), (2, 5), (2, 6), (0, 6)]
    assert [(one.text, one.by, one.fate) for one in others] == [
        ("an old man on a bench at dusk", "Frida", Fate.LOST),
        ("an empty chair by the window", "Cleo", Fate.LOST),
        ("two old people looking at a cat", "Emil", Fate.LOST),
        ("two old friends looking at each other", "Ben", Fate.LOST),
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


def ranked(*rankings: str) -> Vote:
    """A run-off over "sun" (s), "tide" (t) and "moth" (m), the tie left open; each ranking in letters, best first."""
    party = Party("moon")
    party.does(party.host, c.ChangeSettings(party.state.settings.__class__(paint_on_accept=False)))
    nodes = {name[0]: party.proposes(party.host, name) for name in ("sun", "tide", "moth")}
    guests = [party.joins(f"Guest {number}") for number, _ in enumerate(rankings)]
    ballots = {
        guest: RankedBallot(tuple(RefinementId(nodes[mark]) for mark in ranking))
        for guest, ranking in zip(guests, rankings, strict=True)
    }
    party.votes(ballots, VotingRule.RANKED)
    return next(vote for vote in (vote_on(look(party.chronicle()), node) for node in nodes.values()) if vote)


def test_a_run_off_is_told_in_its_steps() -> None:
    """Who went out with how many votes, step by step, and what the last one was left with."""
    vote = ranked("sm", "st", "tm", "tms", "ms")
    assert [[(one.text, one.fared.votes) for one in together] for together in vote.run_off] == [[("moth", 1)]]
    assert vote.winner is not None
    assert (vote.winner.text, vote.winner.fared, vote.at_once) == ("sun", Fared(VotingRule.RANKED, 3, 5), False)


def test_a_run_off_that_was_not_needed() -> None:
    """Where more than half put one first nobody goes out, and that is said."""
    vote = ranked("sm", "st", "s", "t")
    assert (vote.run_off, vote.at_once) == ((), True)
    assert [choice.text for choice in vote.choices] == ["sun", "tide", "moth"]


def test_a_tied_run_off_has_no_winner_yet() -> None:
    """Level at the end: a tie is told, nobody has won, and nobody is said to have had more than half."""
    vote = ranked("s", "t", "m")
    assert (vote.tie, vote.winner, vote.at_once) == (True, None, False)


def test_points_are_told_as_points() -> None:
    """A score vote is told in points with the average, on the same scale as votes of voters."""
    scored = told(talkative()).path[2].vote
    assert scored is not None
    assert scored.winner is not None
    fared = scored.winner.fared
    assert (fared.votes, fared.voters, fared.average, fared.share) == (17, 4, 4.25, 0.85)
    assert all(0 <= choice.fared.share <= 1 for choice in scored.choices)


def test_a_merge_is_told_with_both_names() -> None:
    """A joined wording names the two it came from, they say where they went, and only what was accepted is a step."""
    story = told(talkative())
    assert [step.text for step in story.path] == [
        "music",
        "a cat on a piano",
        "a cat playing xylophone on a piano in the snow",
        "a cat playing xylophone on a piano in the snow, fugue",
    ]
    assert story.path[2].joined == Joined("Emil", "")
    assert {(one.by, one.part_of) for one in story.not_taken if one.part_of} == {("Emil", 2), ("", 2)}
    assert "".join(span.text for span in story.path[2].diff if span.change != "added") == "a cat on a piano"


def test_a_merge_with_something_hidden_is_told_as_a_proposal() -> None:
    """When one of the two left the screens, nothing says that there was one."""
    party = talkative()
    one = next(node for node in party.state.refinements.values() if node.text == "a cat playing xylophone on a piano")
    party.does(party.host, c.ScreenThing(Kind.REFINEMENT, one.id, shown=False))
    story = told(party)
    assert story.path[2].joined is None
    assert not any(one.part_of for one in story.not_taken)


def test_question_cards_stand_where_they_were_asked() -> None:
    """Those of the gathering with the associations, others with the step they led to, the last ones at the end."""
    story = told(talkative())
    assert story.cards == (
        Card("Where does music live in a house?", "Hanna", 0),
        Card("Who is listening?", "Hanna", 2),
        Card("What will you hum on the way home?", "Hanna", len(story.path)),
    )
    assert story.path[2].cards == story.cards[1:2]


def test_the_room_is_quoted() -> None:
    """A few comments of a picture by name, those that speak to somebody first; who was shown out has no name."""
    last = told(talkative()).path[-1].pictures[0]
    assert last.remarks == (
        Remark("", "Nice."),
        Remark("Dora", "Look, @Emil, it snows."),
        Remark("Emil", "It does, @Dora."),
    )
    assert told(talkative()).path[2].remarks == (Remark("Dora", "@Emil, can you hear it snow?"),)


def test_a_picture_with_what_the_room_did_to_it() -> None:
    """Pushed phrases with their attention, nail-it votes, and the words the model did not know."""
    last = told(talkative()).path[-1].pictures[0]
    assert last.pushes == (Push("a cat playing xylophone on a piano in the snow", 1.33),)
    assert last.nailed == 3
    assert [(one.word, one.taken_for) for one in last.readings] == [("xylophone", "guitar"), ("fugue", "")]


def test_who_was_shown_out_is_a_guest() -> None:
    """Somebody the moderator removed is named nowhere; what they gave stays."""
    story = told(talkative())
    assert "Ben" not in repr(story)
    assert story.associations[0].by == ""


def test_guests_are_named_as_they_wish() -> None:
    """By name, by pen name or not at all, wherever they did something and wherever others name them."""
    party = loneliness()
    by_name = {str(guest.name): guest.id for guest in party.state.guests.values()}
    party.does(party.host, c.ReopenSession())
    picture = party.latest()
    party.does(by_name["Cleo"], c.WriteComment("Dora, @Ben and @Vera, @Benjamin, @ben!", artwork=picture))
    party.does(by_name["Ben"], c.ChooseCredit(CreditAs.ANONYMOUS))
    party.does(by_name["Vera"], c.ChooseCredit(CreditAs.PEN_NAME, "V. A."))
    story = told(party)
    assert [step.by for step in story.path] == ["Hanna", "", "Dora", "Max", "V. A."]
    assert story.path[1].quotes[0].by == "V. A."
    assert story.path[-1].pictures[0].by == "V. A."
    assert [credit.name for credit in story.credits] == ["Hanna", "Max", "V. A.", "", "Cleo", "Dora", "Emil", "Frida"]
    said = story.path[-1].pictures[0].remarks[0].text
    assert said == f"Dora, {SOMEBODY} and @V. A., @Benjamin, {SOMEBODY}!"
    text = to_markdown(story)
    assert "Dora, a guest and &#64;V. A., &#64;Benjamin, a guest!” — Cleo" in text
    assert "A guest proposed it: “somebody has to be there" in text
    assert not re.search(r"Ben\b|Vera", text)


def test_removed_words_are_gone() -> None:
    """Who took their words back is a guest who said nothing; an accepted wording stays without its author."""
    party = loneliness()
    dora = next(guest.id for guest in party.state.guests.values() if guest.name == "Dora")
    party.does(dora, c.RemoveMyWords())
    story = told(party)
    assert (story.path[2].text, story.path[2].by, story.path[2].reason) == ("two old people on a bench", "", "")
    assert not {"the last bus", "Dora", "one can be lonely in company"} & set(to_markdown(story).split("“"))
    assert [credit.name for credit in story.credits].count("") == 1


def test_a_screened_name_is_not_told() -> None:
    """While the moderator keeps a name from the room, the page does not know it either."""
    party = loneliness()
    emil = next(guest.id for guest in party.state.guests.values() if guest.name == "Emil")
    party.does(party.host, c.ReopenSession())
    party.does(party.host, c.ScreenThing(Kind.GUEST, emil, shown=False))
    assert "Emil" not in to_markdown(told(party))
    assert "1 guest who goes unnamed" in to_markdown(told(party))


def test_turning_points() -> None:
    """The step that gave up most words turned the evening, the vote with the smallest lead was the closest."""
    path = told(loneliness()).path
    assert [step.number for step in path if step.turning] == [3]
    assert path[3].change == Change(gone=3, new=4)
    assert [step.number for step in path if step.closest] == [2]


def test_no_turning_point_between_equals() -> None:
    """Where two steps gave up as much, or none did, none is singled out; one vote alone is not the closest."""
    party = blank("a moon")
    for text in ("a sun over hills", "the stars", "the stars, oil"):
        party.does(party.host, c.EditPrompt(text))
    party.votes({party.host: (party.proposes(party.host, "the stars, oil, dark"),)})
    path = told(party).path
    assert [step.change.gone for step in path] == [0, 1, 4, 0, 0]
    assert [step.number for step in path if step.turning] == [2]
    level = blank("a moon")
    for text in ("one big sun", "two little stars"):
        level.does(level.host, c.EditPrompt(text))
    level.does(level.host, c.EditPrompt("some other thing"))
    assert not any(step.turning or step.closest for step in told(level).path)


def test_what_curators_wrote_stands_in_its_place() -> None:
    """Title, paragraphs and license are theirs; a paragraph of a step that left the path is not told."""
    story = told(silence())
    assert (story.written.title, story.written.by) == ("Что хранит тишину", ("Анна", "Вера"))
    assert story.path[1].paragraph == "Здесь в комнате впервые стало тихо."
    text = to_markdown(story)
    places = [text.index(each) for each in (story.written.opening, story.path[1].paragraph, story.written.closing)]
    assert places == sorted(places)
    party = silence()
    party.does(party.host, c.ReopenSession())
    gleb = next(guest.id for guest in party.state.guests.values() if guest.name == "Глеб")
    party.does(gleb, c.BranchFrom(party.state.root))
    left = told(party)
    assert "стало тихо" not in to_markdown(left)
    assert left.written.title == story.written.title


def test_paths_not_taken_show_their_pictures() -> None:
    """A wording that was painted and left behind brings its picture and what the expert said of it."""
    (left, *others) = (one for one in told(hometown()).not_taken if one.fate is Fate.LEFT)
    assert left.picture is not None
    assert (left.picture.recipe.prompt, others) == (left.text, [])


def test_a_long_evening_makes_no_endless_page() -> None:
    """Of hundreds of pictures a draft shows a few; every step of the path is told."""
    party = Party("moon", settings=Settings(paint_on_accept=False), paint=lambda recipe: str(recipe.seed).encode())
    for step in range(120):
        party.does(party.host, c.EditPrompt(f"moon {step}"))
        party.does(party.host, c.StartJob(count=4))
    text = to_markdown(told(party))
    assert text.count("](") < 200
    assert text.count("\n### ") == 121
