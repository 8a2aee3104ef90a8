"""Prompts in Russian or Chinese, and English idioms, as plain English words, by a lexicon, longest phrase first.

What is not in it stays and will be reported.
"""

from __future__ import annotations

import re

CYRILLIC, CHINESE, LATIN = re.compile("[а-яё]"), re.compile("[\u4e00-\u9fff]"), re.compile("[a-z]")
RUSSIAN_WORD = re.compile("[а-яё]+(?:-[а-яё]+)*")
LONGEST_PHRASE = 4
SMALL = frozenset(
    [
        *[
            "в",
            "во",
            "на",
            "с",
            "со",
            "и",
            "а",
            "к",
            "о",
            "об",
            "у",
            "по",
            "от",
            "до",
            "из",
            "для",
            "это",
            "как",
            "же",
            "ли",
            "бы",
        ],
        *"的在里中上着了是地一对方个只座艘条位朵棵匹头辆张片边",
    ]
)
"""Words without a picture of their own; dropped unless the lexicon has them in a phrase."""
CLAUSES = re.compile("[，,。;；、]")
LOCATED = re.compile(
    "(?P<place>.+?)(?P<where>之下|下方|下面|底下|(?<![乡地])下|之上|上方|上面|(?<![晚早天])上|之中|里面|中间|中|里|旁边|旁|前面|前|后面|后)的(?P<thing>.+)"
)
PORTRAIT = re.compile("(?P<who>.+)的(?:肖像|画像|脸)")
HAVING = re.compile("有(?P<what>.+?)的(?P<thing>.+)")
PREPOSITIONS = {
    "下": "under",
    "底": "under",
    "上": "on",
    "中": "in",
    "里": "in",
    "旁": "next to",
    "前": "in front of",
    "后": "behind",
}
"""Chinese says the place first: what stands before the thing is turned around."""
RUSSIAN_ENDINGS = """
ами ями ого его ому ему ыми ими ая яя ое ее ый ий ой ые ие ых их ую юю ом ем ах ях ов ев ей ам ям ою ею ым им
а я о е ы и у ю ь й
"""
ENDINGS = sorted(RUSSIAN_ENDINGS.split(), key=len, reverse=True)


def stem(word: str) -> str:
    """A Russian word without its ending, so that cases and genders fall together."""
    word = word.replace("ё", "е")
    ending = next((end for end in ENDINGS if word.endswith(end) and len(word) - len(end) > 2), "")  # noqa: PLR2004  a stem has three letters
    return word[: len(word) - len(ending)] if ending else word


class Translator:
    """Turns foreign words into English ones."""

    def __init__(self, foreign: dict[str, str]) -> None:
        """Index the lexicon by stems and by characters."""
        self.russian = {_stems(phrase): english for phrase, english in foreign.items() if CYRILLIC.search(phrase)}
        self.chinese = {phrase: english for phrase, english in foreign.items() if CHINESE.search(phrase)}
        latin = {
            phrase: english
            for phrase, english in foreign.items()
            if phrase not in self.chinese and not CYRILLIC.search(phrase) and LATIN.match(phrase)
        }
        self.latin = latin
        told = "|".join(re.escape(phrase) for phrase in sorted(latin, key=len, reverse=True))
        self.idiom = re.compile(rf"\b(?:{told})\b" if told else r"(?!)")
        self.longest = max(map(len, self.chinese), default=1)

    def english(self, prompt: str) -> str:
        """The prompt with everything the lexicon knows in English; other text is left as it was."""
        prompt = self.idiom.sub(lambda found: self.latin[found[0]], prompt.lower())
        if CYRILLIC.search(prompt):
            prompt = self._from_russian(prompt)
        return self._from_chinese(prompt) if CHINESE.search(prompt) else prompt

    def _from_russian(self, prompt: str) -> str:
        words, told, place = RUSSIAN_WORD.findall(prompt), [], 0
        while place < len(words):
            for length in range(min(LONGEST_PHRASE, len(words) - place), 0, -1):
                known = self.russian.get(tuple(stem(word) for word in words[place : place + length]))
                if known:
                    told.append(known)
                    place += length
                    break
            else:
                if words[place] not in SMALL:
                    told.append(words[place])
                place += 1
        rest = " ".join(re.findall("[a-z]+", prompt))
        return f"{' '.join(told)} {rest}".strip()

    def _from_chinese(self, prompt: str) -> str:
        return ", ".join(self._clause(clause) for clause in CLAUSES.split(prompt) if clause.strip())

    def _clause(self, clause: str) -> str:
        if portrait := PORTRAIT.fullmatch(clause.strip()):
            return f"portrait of {self._clause(portrait['who'])}"
        if having := HAVING.fullmatch(clause.strip()):
            return f"{self._piecewise(having['thing'])} with {self._piecewise(having['what'])}"
        located = LOCATED.fullmatch(clause.strip())
        if located is None or clause in self.chinese:
            return self._piecewise(clause)
        where = located["where"].removeprefix("之")
        preposition = "above" if where == "上方" or located["where"] == "之上" else PREPOSITIONS[where[0]]
        return f"{self._piecewise(located['thing'])} {preposition} {self._piecewise(located['place'])}"

    def _piecewise(self, text: str) -> str:
        told, place = [], 0
        while place < len(text):
            piece = next(
                (
                    text[place : place + n]
                    for n in range(self.longest, 0, -1)
                    if text[place : place + n] in self.chinese
                ),
                "",
            )
            if piece:
                told.append(f" {self.chinese[piece]} ")
            elif text[place] not in SMALL:
                told.append(text[place])
            place += max(1, len(piece))
        return re.sub(r"\s+", " ", "".join(told)).strip()


def _stems(phrase: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in RUSSIAN_WORD.findall(phrase.lower()))
