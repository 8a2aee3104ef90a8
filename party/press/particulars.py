"""The small print of a page: rights, and for the curious everything technical that the story leaves out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from party.press import words
from party.press.licenses import model_license, page_license
from party.press.prose import Prose
from party.press.story import Making, Picture, Reason, Story

_MODELS_NAMED = 8
_HASH_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Particulars:
    """What else can be said of a story in one language."""

    story: Story
    prose: Prose

    def rights(self) -> Iterator[Markup]:
        """The licenses of page and models, and that every picture says where it comes from."""
        language, t = self.prose.sentences.language, self.prose.t
        license_ = page_license(self.story.written.license)
        if license_ is None:
            yield t("rights-page-open")
        else:
            name = _linked(self.prose.text(license_.name(language)), license_.url)
            yield t("rights-page", license=name, says=license_.says(language))
        yield from self._models()
        if self.story.pictures:
            yield t("label-in-files")

    def _models(self) -> Iterator[Markup]:
        language, t = self.prose.sentences.language, self.prose.t
        if words.tidy(self.story.written.model_license):
            yield self.prose.stopped(t("rights-model-told", license=self.story.written.model_license))
            return
        for model in dict.fromkeys(making.model for making in self.story.makings[:_MODELS_NAMED]):
            known = model_license(model)
            if known is None:
                yield t("rights-model-unknown", model=model)
            else:
                name = _linked(self.prose.text(known.name), known.url)
                yield t("rights-model", model=model, license=name, says=known.forbids(language))

    def figures(self) -> Markup:
        """The evening in numbers."""
        t, figures = self.prose.t, self.story.figures
        counted = (
            ("people", figures.people),
            ("associations", figures.associations),
            ("proposals", figures.proposals),
            ("votes", figures.rounds),
            ("ballots", figures.ballots),
            ("pictures", figures.pictures),
            ("minutes", figures.minutes or 0),
        )
        return t("figures-line", figures=self.prose.row(t(key, count=count) for key, count in counted if count))

    def rules(self) -> Markup:
        """How the votes of this evening were counted."""
        used = dict.fromkeys(step.vote.rule for step in self.story.path if step.vote)
        told = [self.prose.t(f"rule-{rule.value}") for rule in used]
        return self.prose.paragraph([*told, *([self.prose.t("ballots-secret")] if told else [])])

    def chosen(self) -> Markup:
        """Who chose the pictures."""
        return self.prose.t("chosen-by-people" if self.story.by_people else "chosen-by-weight")

    def recipe(self, picture: Picture, address: str) -> Markup:
        """A picture's recipe in figures, and why it is in."""
        number = self.link(address, picture.file.partition("-")[0])
        return self.prose.t("recipe-of", picture=number, recipe=self._recipe(picture))

    def _recipe(self, picture: Picture) -> Markup:
        prose, recipe = self.prose, picture.recipe
        told = prose.t(
            "recipe-line",
            seed=str(recipe.seed),
            width=str(recipe.width_px),
            height=str(recipe.height_px),
            steps=prose.t("steps", count=recipe.steps),
            guidance=recipe.guidance,
        )
        if words.tidy(recipe.negative):
            told = prose.row((told, prose.t("recipe-without", text=prose.quoted(recipe.negative))))
        told = prose.stopped(told)
        if not picture.reasons:
            return told
        reasons = prose.row(map(self._reason, picture.reasons))
        return prose.paragraph((told, prose.t("recipe-why", reasons=reasons)))

    def _reason(self, reason: Reason) -> Markup:
        if reason.of:
            return self.prose.t(f"why-{reason.why.value}", count=reason.count, of=reason.of)
        if reason.count:
            return self.prose.t(f"why-{reason.why.value}", count=reason.count)
        return self.prose.t(f"why-{reason.why.value}")

    def making(self, making: Making) -> Markup:
        """What a number of pictures were made with."""
        t = self.prose.t
        told = [
            t("making", pictures=t("pictures", count=making.pictures), model=making.model),
            t("making-engine", engine=making.engine, scheduler=making.scheduler),
        ]
        told += [t("making-revision", revision=words.shortened(making.revision, 24))] if making.revision else []
        told += [t("making-environment", environment=making.environment)] if making.environment else []
        return self.prose.stopped(self.prose.row(told))

    def link(self, address: str, name: str) -> Markup:
        """A file beside the page by its name."""
        return Markup("[{}]({})").format(self.prose.text(name), address)

    def last_hash(self) -> Markup:
        """The hash of the last entry the page was told from."""
        return self.prose.t("head-hash", hash=_code(self.story.head_hash))

    def record(self) -> Markup:
        """Where the page comes from and how that is checked, in a line."""
        told = {"code": _code(self.story.code), "hash": _code(self.story.head_hash[:_HASH_SHOWN])}
        command = _code(f"party verify {self.story.code}")
        return self.prose.t("record-line", entries=self.story.seq, command=command, **told)


def _linked(name: Markup, url: str) -> Markup:
    return Markup("[{}]({})").format(name, Markup(url)) if url else name  # noqa: S704  our own table of licenses


def _code(text: str) -> Markup:
    """As code, and nothing but what codes and hashes are made of."""
    return Markup("`{}`").format("".join(re.findall(r"[A-Za-z0-9_ -]", text)) or "-")
