"""The text of the demo's party: who comes, what they say, offer and ask. `party.cli.script` plays it."""

from dataclasses import dataclass

from party.core.values import AgendaItem, Phase, Topic, VotingRule


@dataclass(frozen=True, slots=True)
class Offer:
    """A proposal in the script: who makes it, the wording, why."""

    by: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Act:
    """One voted round: what is offered, which wins by which rule, what the expert says first, and what is said after.

    `merge` names two offers the prompt master joins into one more; `comment` is who says what of the new picture.
    """

    offers: tuple[Offer, ...]
    favorite: int
    rule: VotingRule = VotingRule.APPROVAL
    note: tuple[Topic, str] | None = None
    tie_with: int | None = None
    merge: tuple[int, int] | None = None
    comment: tuple[str, str] | None = None


THEME = "Loneliness"
FIRST_PROMPT = "loneliness"
HOST, MASTER, EXPERT = "Marta", "Ilya", "Noor"
NAMES = ("Ada", "Ben", "Chidi", "Dana", "Emil", "Fatma", "Goran", "Hana", "Iris")

AGENDA = (AgendaItem(Phase.GATHER, 10), AgendaItem(Phase.REFINE, 25), AgendaItem(Phase.CURATE, 10))
QUESTION = "Where does loneliness live in a house?"

ASSOCIATIONS = (
    ("Ada", "an empty bench"),
    ("Ben", "rain on the window"),
    ("Chidi", "the last train"),
    ("Dana", "one cup on the table"),
    ("Emil", "a phone that does not ring"),
    ("Fatma", "grandmother's kitchen"),
    ("Goran", "a lighthouse"),
    ("Hana", "waiting for somebody"),
    ("Ada", "winter"),
    ("Emil", "an old dog"),
)
SCREENED = (("Iris", "two people who do not talk", True), ("Ben", "this party", False))
"""Said while the moderator screens: who, what, and whether it was let through."""

QUIET, NUDGE = "Hana", "You waited so well for your turn: what do you see?"
WISH = "Fatma"
"""Who asks to be an art expert too."""

ACTS = (
    Act(
        (
            Offer("Ada", "an old man alone on a bench in the snow", "Loneliness needs somebody to feel it."),
            Offer("Goran", "a lighthouse alone at night", "Nobody is further from everybody."),
            Offer("Ben", "rain on a window at night", "You see the world and are not in it."),
        ),
        favorite=0,
        tie_with=1,
        note=(Topic.MOVEMENT, "Hopper painted this feeling with an empty room and one figure. Leave space around him."),
        comment=("Dana", "He is waiting for the last train, @Chidi."),
    ),
    Act(
        (
            Offer("Iris", "two old people on a bench in the park", "It is lonelier when somebody sits beside you."),
            Offer("Emil", "an old man alone on a bench in the snow with a dog", "The dog knows."),
            Offer("Hana", "an old man waiting on a bench in the snow", "Waiting is the long part."),
        ),
        favorite=0,
        rule=VotingRule.RANKED,
        merge=(1, 2),
        note=(
            Topic.TECHNIQUE,
            "Two figures draw a line between them, and the eye follows. Give them a reason to look.",
        ),
        comment=("Goran", "@Iris, they sit like my parents."),
    ),
    Act(
        (
            Offer("Fatma", "two old people looking at each other", "They have waited the whole evening for this."),
            Offer("Chidi", "two old people on a bench in the park at sunset", "The last light, like the last train."),
            Offer("Dana", "two old people drinking tea", "One cup has become two."),
        ),
        favorite=0,
        rule=VotingRule.SCORE,
        comment=("Ben", "Now I hear them talk."),
    ),
)

LAST_TOUCH = "two old people looking at each other, oil on canvas"
LAST_REASON = "Noor says oil, and the room pushed the looking."
REMARK = "From one word to two faces: the room found the cure before it found the picture."
CAPTION = "Where the evening ended: nobody is alone in the picture any more."
ALT = "Two old people facing each other, painted in oil."

CLOSING = "Next month we begin with another word. Bring somebody you have not talked to for a while."
LICENSE = "cc-by-4.0"
UNNAMED = "Emil"
"""Who would rather not stand in the write-up by name."""

SEED = 5
"""Locked by the prompt master: the same evening paints the same pictures."""
