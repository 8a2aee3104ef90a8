"""Sentences filled with what people wrote, safe to print: as Markdown for the page, as plain text elsewhere."""

from collections.abc import Callable, Iterable

from markupsafe import Markup

from party.core.values import Millis
from party.press import words
from party.press.sentences import Sentences, Unnamed, Value
from party.press.story import SOMEBODY

_CLOSING = "\u201d\u2019\u00bb\u300d\"'*"
_STOPS = (".", "!", "?", "\u2026", "\u3002", "\uff01", "\uff1f")
"""Quotation marks that may close a sentence, and full stops of several scripts."""

Escape = Callable[[str], str]


class Prose:
    """One language, printed one way. What is `Markup` has been printed already and goes through as it is."""

    def __init__(self, sentences: Sentences, escape: Escape = words.as_markdown) -> None:
        """`escape` makes one line of a person's text safe."""
        self.sentences, self._escape = sentences, escape

    def t(self, key: str, **values: Value) -> Markup:
        """The sentence of this key."""
        told = {name: value if _is_ready(value) else self.text(str(value)) for name, value in values.items()}
        return Markup(self.sentences.say(key, told))  # noqa: S704  every value in it is

    def text(self, said: str) -> Markup:
        """A person's text, as they wrote it."""
        return Markup(self._escape(words.tidy(said)))  # noqa: S704  escaped

    def who(self, name: str) -> Markup:
        """A name, or what stands for a guest without one."""
        return self.text(name) if words.tidy(name) else Unnamed(self.t("a-guest"))

    def quoted(self, said: str, most: int | None = None) -> Markup:
        """A text in quotation marks, shortened to so many characters; or that its words were taken back."""
        line = words.shortened(said, most) if most else words.tidy(said)
        if not line:
            return self.t("words-removed")
        return self.t("quoted", text=self.text(line).replace(SOMEBODY, self.t("a-guest")))

    def plain(self, said: str) -> Markup:
        """A text as it is, shortened to a line; or that its words were taken back."""
        return self.text(words.shortened(said)) if words.tidy(said) else self.t("words-removed")

    def listed(self, items: Iterable[str]) -> Markup:
        """a, b and c."""
        return Markup(self.sentences.listed(tuple(items)))  # noqa: S704  printed item by item

    def joined(self, items: Iterable[str]) -> Markup:
        """Facts in a row, as under a title."""
        return self.t("separator").join(item for item in items if item)

    def row(self, items: Iterable[str]) -> Markup:
        """a, b, c."""
        return self.t("list-comma").join(item for item in items if item)

    def paragraph(self, sentences: Iterable[str]) -> Markup:
        """Sentences one after the other, as this language sets them."""
        return self.t("sentence-space").join(sentence for sentence in sentences if sentence)

    def stopped(self, told: Markup) -> Markup:
        """A sentence with its full stop, unless what it ends with has brought one."""
        return told if told.rstrip(_CLOSING).endswith(_STOPS) else told + self.t("full-stop")

    def day(self, at_ms: Millis) -> Markup:
        """A date, written out."""
        return self.text(self.sentences.day(at_ms))


def _is_ready(value: Value) -> bool:
    return isinstance(value, Markup | int | float)
