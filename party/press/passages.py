"""The passages of a page: which sentence says what happened, and with which figures."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from markupsafe import Markup

from party.core.values import Role, VotingRule
from party.press import words
from party.press.prose import Prose
from party.press.story import Card, Credit, Fate, Joined, NotTaken, Picture, Push, Quote, Remark, Said, Step, Story

_SHARED, _SINGLE = 7, 24
_ROLES = ((Role.MODERATOR, "moderators"), (Role.PROMPT_MASTER, "prompt_masters"), (Role.ART_EXPERT, "art_experts"))


@dataclass(frozen=True, slots=True)
class Passages:
    """What can be said of a story in one language. `known`: the words the model did not know that were told already."""

    story: Story
    prose: Prose
    known: set[str] = field(default_factory=set)

    def byline(self) -> Markup:
        """The theme where the title is another, the day, how long it took, votes and pictures."""
        figures, t = self.story.figures, self.prose.t
        theme, title = words.tidy(self.story.theme), words.tidy(self.story.written.title)
        told = [t("theme-is", theme=theme)] if theme and title and title != theme else []
        told.append(self.prose.day(self.story.opened_ms))
        told += [t("minutes", count=figures.minutes)] if figures.minutes else []
        told += [t("votes", count=figures.rounds)] if figures.rounds else []
        told += [t("pictures", count=figures.pictures)] if figures.pictures else []
        return self.prose.joined(told)

    def opening(self) -> Markup:
        """Who met around what, and where the prompt began and ended."""
        prose, figures, path = self.prose, self.story.figures, self.story.path
        theme = words.strong(self.story.theme) or prose.t("a-theme")
        if figures.people == 1:
            met = prose.t("opening-alone", by=prose.who(self.story.credits[0].name), theme=theme)
        else:
            met = prose.t("opening", people=prose.t("people", count=figures.people), theme=theme)
        first, last = prose.quoted(path[0].text), prose.quoted(path[-1].text)
        if len(path) == 1:
            return prose.paragraph((met, prose.t("opening-still", first=first)))
        steps = prose.t("steps", count=len(path) - 1)
        return prose.paragraph((met, prose.t("opening-path", first=first, last=last, steps=steps)))

    def about(self) -> Markup:
        """What such an evening is, and what is made by a model."""
        told = [self.prose.t("about")]
        return self.prose.paragraph([*told, *([self.prose.t("about-pictures")] if self.story.pictures else [])])

    def asked(self, card: Card) -> Markup:
        """A question card."""
        return self.prose.t("asked", by=self.prose.who(card.by), question=_slanted(self.prose.text(card.text)))

    def asked_at(self, step: int) -> tuple[Card, ...]:
        """The question cards of a step of the path."""
        return tuple(card for card in self.story.cards if card.step == step)

    def associations(self) -> Iterator[Markup]:
        """What the theme called up: what most stand behind, what others do, single voices."""
        prose = self.prose
        shared = [said for said in self.story.associations if said.support > 1]
        most = [said for said in shared if said.support == shared[0].support]
        if len(most) < len(shared) or len(most) <= 2:  # noqa: PLR2004  two can share the lead
            yield self._most(most)
        else:
            most = []
        if rest := shared[len(most) :]:
            told = [self._said(one, "said-by-many") for one in rest[:_SHARED]]
            yield prose.t("said-next" if most else "said-all", said=prose.listed(self._and_more(told, len(rest))))
        if single := [said for said in self.story.associations if said.support <= 1]:
            told = [self._said(one, "said-by") for one in single[:_SINGLE]]
            said = prose.listed(self._and_more(told, len(single)))
            yield prose.t("said-once" if shared else "said-once-only", said=said, count=len(single))

    def _most(self, most: list[Said]) -> Markup:
        if not most:
            return Markup("")
        count, people = most[0].support, max(most[0].support, self.story.figures.people)
        told = self.prose.listed([self._said(one, "said-by") for one in most])
        return self.prose.t("said-most" if len(most) == 1 else "said-most-each", said=told, count=count, people=people)

    def _said(self, said: Said, key: str) -> Markup:
        by = self.prose.who(said.by)
        if key == "said-by":
            return self.prose.t("said-by", text=self.prose.quoted(said.text), by=by)
        return self.prose.t("said-by-many", text=self.prose.quoted(said.text), by=by, count=said.support)

    def _and_more(self, told: list[Markup], of: int) -> list[Markup]:
        return told if len(told) == of else [*told, self.prose.t("more", count=of - len(told))]

    def proposed(self, step: Step) -> Markup:
        """Who proposed a step and why, and who accepted it where no vote did."""
        prose = self.prose
        alone = step.by_hand and not step.vote and step.accepted_by == step.by
        told = [self._with_reason("set-alone" if alone else "proposed", step.by, step.reason)]
        told += [self.joined(step.joined)] if step.joined else []
        if step.by_hand and not alone:
            key = "accepted-after-vote" if step.vote else "accepted-by-hand"
            told.append(prose.t(key, by=prose.who(step.accepted_by)))
        return prose.paragraph(told)

    def _with_reason(self, key: str, by: str, reason: str) -> Markup:
        who = self.prose.who(by)
        if not words.tidy(reason):
            return self.prose.t(key, by=who)
        return self.prose.stopped(self.prose.t(f"{key}-why", by=who, reason=self.prose.quoted(reason)))

    def joined(self, joined: Joined) -> Markup:
        """Whose proposals were joined."""
        one, other = self.prose.who(joined.one), self.prose.who(joined.other)
        if joined.one == joined.other:
            return self.prose.t("joined-own", one=one)
        return self.prose.t("joined", one=one, other=other)

    def turned(self, step: Step) -> Markup:
        """What the figures single out about a step."""
        told = []
        if step.closest and not (step.vote and step.vote.tie):
            told.append(self.prose.t("closest-vote"))
        if step.turning:
            told.append(self.prose.t("turning-point", gone=step.change.gone, new=step.change.new))
        return self.prose.paragraph(told)

    def remark(self, remark: Remark) -> Markup:
        """What a guest said."""
        return self.prose.t("remark", text=self.prose.quoted(remark.text), by=self.prose.who(remark.by))

    def signed(self, quote: Quote) -> Markup:
        """Under what an expert said."""
        topic = self.prose.t(f"topic-{quote.topic.value}")
        return self.prose.t("by-line-topic", by=words.strong(quote.by) or self.prose.who(""), topic=topic)

    def treated(self, picture: Picture) -> Markup:
        """How a picture came to be and what was said of it with a tap; of the one that opens the page, that it does."""
        told, tapped = self.prepared(picture), self.tapped(picture)
        if picture == self.story.hero:
            said = self.prose.t("on-top-reacted", reactions=tapped) if tapped else self.prose.t("on-top")
        else:
            said = self.prose.t("reacted", reactions=tapped) if tapped else Markup("")
        return self.prose.paragraph((told, said))

    def prepared(self, picture: Picture) -> Markup:
        """How the room pushed a picture's phrases, and what the model could not read."""
        return self.prose.paragraph((*self._pushed(picture.pushes), *self._unknown(picture)))

    def under(self, row: Iterable[Picture]) -> tuple[Markup, ...]:
        """What stands below each of a row of pictures: caption and taps; nothing where none of them has any."""
        told = tuple(self.prose.joined((self._captioned(picture), self.tapped(picture))) for picture in row)
        return told if any(told) else ()

    def _captioned(self, picture: Picture) -> Markup:
        return _slanted(self.prose.text(picture.caption)) if words.tidy(picture.caption) else Markup("")

    def _pushed(self, pushes: Iterable[Push]) -> Iterator[Markup]:
        told: dict[bool, list[Markup]] = {True: [], False: []}
        for push in pushes:
            line = self.prose.t("push", phrase=self.prose.quoted(push.phrase), weight=push.weight)
            told[push.weight > 1].append(line)
        for up, phrases in told.items():
            if phrases:
                yield self.prose.t("pushed-up" if up else "pushed-down", phrases=self.prose.listed(phrases))

    def _unknown(self, picture: Picture) -> Iterator[Markup]:
        for reading in picture.readings:
            if reading.word not in self.known:
                self.known.add(reading.word)
                word, other = self.prose.quoted(reading.word), self.prose.quoted(reading.taken_for)
                known_as = self.prose.t("unknown-word-as", word=word, other=other)
                yield known_as if reading.taken_for else self.prose.t("unknown-word", word=word)

    def tapped(self, picture: Picture) -> Markup:
        """Reactions, nail-its and the expert's worth in a row."""
        t = self.prose.t
        told = [t(f"reaction-{count.reaction.value}", count=count.guests) for count in picture.reactions]
        if picture.nailed:
            people = max(picture.nailed, self.story.figures.people)
            told.append(t("nailed", count=picture.nailed, people=people))
        if picture.worth:
            told.append(t("worth-of-note" if picture.of_note else "worth", worth=picture.worth))
        elif picture.of_note:
            told.append(t("of-note"))
        return self.prose.row(told)

    def recipe(self, picture: Picture) -> Markup:
        """How a picture was painted, in plain words."""
        prose, recipe = self.prose, picture.recipe
        told = [
            prose.t(
                "final-recipe",
                model=recipe.model,
                width=recipe.width_px,
                height=recipe.height_px,
                steps=prose.t("steps", count=recipe.steps),
                seed=str(recipe.seed),
            )
        ]
        if words.tidy(recipe.negative):
            told.append(prose.stopped(prose.t("final-without", text=prose.quoted(recipe.negative))))
        names = dict.fromkeys(step.by for step in self.story.path[1:] if words.tidy(step.by))
        if names:
            told.append(prose.t("final-words-by", names=prose.listed(map(prose.who, names)), count=len(names)))
        return prose.paragraph(told)

    def left(self) -> tuple[NotTaken, ...]:
        """The paths not taken of which there is more to say than stands with the votes."""
        return tuple(path for path in self.story.not_taken if path.fate is not Fate.OPEN and _has_more(path))

    def not_taken(self, path: NotTaken) -> Markup:
        """A path not taken: who proposed it and why, and what became of it."""
        prose = self.prose
        text, by = words.strong(path.text), prose.who(path.by)
        if words.tidy(path.reason):
            reason = prose.quoted(path.reason)
            told = [prose.stopped(prose.t("not-taken-why", text=text, by=by, reason=reason))]
        else:
            told = [prose.t("not-taken", text=text, by=by)]
        told += [self.joined(path.joined)] if path.joined else []
        told += [self._fate(path)]
        told += [prose.t("part-of", step=path.part_of)] if path.part_of else []
        return prose.paragraph(told)

    def still_open(self, path: NotTaken) -> Markup:
        """A proposal that nobody has decided on."""
        return self.prose.t("open-proposal", text=self.prose.quoted(path.text), by=self.prose.who(path.by))

    def _fate(self, path: NotTaken) -> Markup:
        t = self.prose.t
        if path.counted:
            return Markup("")
        if path.fate is Fate.LOST and path.fared and path.fared.voters:
            if path.fared.rule is VotingRule.SCORE:
                return t("fate-lost-score", average=round(path.fared.average, 1))
            return t("fate-lost", votes=path.fared.votes, voters=path.fared.voters)
        keys = {Fate.REJECTED: "fate-rejected", Fate.LEFT: "fate-left"}
        return t(keys[path.fate]) if path.fate in keys else Markup("")

    def people(self) -> Iterator[Markup]:
        """Who was there, role by role; those without a name are counted."""
        for role, key in _ROLES:
            if holders := [credit for credit in self.story.credits if role in credit.roles]:
                yield self.prose.t(key, count=len(holders), names=self._names(holders))
        if guests := [credit for credit in self.story.credits if not credit.roles]:
            yield self.prose.t("participants", count=len(guests), names=self._names(guests))

    def _names(self, holders: Iterable[Credit]) -> Markup:
        names = [credit.name for credit in holders]
        named = [words.strong(name) for name in names if words.tidy(name)]
        unnamed = len(names) - len(named)
        return self.prose.listed([*named, *([self.prose.t("unnamed", count=unnamed)] if unnamed else [])])


def _has_more(path: NotTaken) -> bool:
    told_elsewhere = path.counted and not (path.joined or path.part_of)
    return not told_elsewhere or bool(words.tidy(path.reason) or path.picture or path.quotes)


def _slanted(text: Markup) -> Markup:
    return Markup("*{}*").format(text)
