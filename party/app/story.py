"""The editors' table: the write-up as it would be made now, what is in it and why, without a file written."""

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass
from typing import Final, TypeVar
from weakref import WeakKeyDictionary

from pydantic import TypeAdapter
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from party.app.age import is_older
from party.app.errors import Troubled
from party.app.front import Front, answer, front
from party.app.reading import POLICY
from party.app.writeups import CURATORS, chronicle_of, fetching, told_to_curators
from party.core.values import ArtworkId, Seq
from party.live.stage import Stage
from party.press.choose import Pick
from party.press.chronicle import look
from party.press.errors import TemplateBroken
from party.press.formats import FORMATS
from party.press.licenses import PageLicense, model_license, page_licenses
from party.press.lineage import lineage
from party.press.proof import Looks, Proof, look_at, proof
from party.wire.codes import Problem
from party.wire.story import Because, LicenseOffer, ModelTerms, PickReason, StoryPick, StoryTable

KEPT: Final = 8
"""Parties whose proofs are kept in memory."""
_PROOF_POLICY: Final = POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
"""The proof may hang in a page of this house; otherwise it is as quiet as the page will be."""
_DRAWN: Final = {"svg": "image/svg+xml", "webp": "image/webp"}

_TABLE = TypeAdapter(StoryTable)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Kept:
    """A proof, where the journal was, and the pictures it was made from."""

    seq: Seq
    proof: Proof
    subjects: tuple[object, ...]
    looks: Looks


class Proofs:
    """The newest proof of each party. One is made at a time; whoever asks meanwhile gets the one after it."""

    def __init__(self) -> None:
        self._turns: WeakKeyDictionary[Stage, asyncio.Lock] = WeakKeyDictionary()
        self._kept: WeakKeyDictionary[Stage, _Kept] = WeakKeyDictionary()

    async def newest(self, here: Front, stage: Stage) -> _Kept:
        """The proof of the party as it is recorded now. Raises `PartyError`s of archive and press."""
        async with self._turns.setdefault(stage, asyncio.Lock()):
            kept = self._kept.pop(stage, None)
            if kept is None or kept.seq != stage.state.seq:
                kept = await self._made(here, stage, kept)
            self._kept[stage] = kept
            for eldest in tuple(self._kept)[:-KEPT]:
                del self._kept[eldest]
            return kept

    async def shown(self, here: Front, stage: Stage) -> Proof:
        """The proof that somebody has before their eyes."""
        kept = self._kept.get(stage) or await self.newest(here, stage)
        return kept.proof

    async def _made(self, here: Front, stage: Stage, before: _Kept | None) -> _Kept:
        chronicle, fetch = await chronicle_of(here.house, stage), fetching(here)

        def work() -> _Kept:
            seen = look(chronicle)
            subjects = (tuple(seen.artworks), frozenset(twig.artwork for twig in lineage(seen)))
            looks = before.looks if before and before.subjects == subjects else look_at(seen, fetch, _unheard)
            return _Kept(chronicle.state.seq, proof(seen, looks, templates=here.templates), subjects, looks)

        return await asyncio.to_thread(work)


class Table:
    """The endpoints; they share the proofs."""

    def __init__(self) -> None:
        self._proofs = Proofs()

    async def story(self, request: Request) -> Response:
        """`GET /api/sessions/{code}/story?language=…`: what is in and why; licenses in the reader's language."""
        here, stage = await _curated(request)
        kept = await _told(self._proofs.newest(here, stage))
        language = request.query_params.get("language", "en")
        older = await is_older(here, stage)
        return answer(_table(kept.proof, kept.seq, language=language, older=older), _TABLE)

    async def preview(self, request: Request) -> Response:
        """`GET /api/sessions/{code}/story/preview`: the page itself, for a frame of this house."""
        here, stage = await _curated(request)
        kept = await _told(self._proofs.newest(here, stage))
        headers = {"content-security-policy": _PROOF_POLICY, "cache-control": "no-store"}
        return HTMLResponse(kept.proof.page, headers=headers)

    async def file(self, request: Request) -> Response:
        """`GET /api/sessions/{code}/story/{file}`: what lies beside the page; of a picture, where it hangs."""
        here, stage = await _curated(request)
        shown, name = await _told(self._proofs.shown(here, stage)), str(request.path_params["file"])
        if name in shown.files:
            artwork, width_px = shown.files[name]
            where = f"/art/{stage.code}/{artwork}?w={width_px or 'full'}"
            return RedirectResponse(where, 307, {"cache-control": "no-store"})
        if name not in shown.drawn:
            raise Troubled(Problem.NOT_FOUND, status=404)
        kind = _DRAWN[name.rpartition(".")[2]]
        return Response(shown.drawn[name], media_type=kind, headers={"cache-control": "no-store"})


def routes() -> tuple[Route, ...]:
    """The editors' table, with proofs of its own."""
    table = Table()
    return (
        Route("/api/sessions/{code}/story", table.story),
        Route("/api/sessions/{code}/story/preview", table.preview),
        Route("/api/sessions/{code}/story/{file}", table.file),
    )


async def _curated(request: Request) -> tuple[Front, Stage]:
    """The party of a request by somebody who curates it. Raises `Troubled`."""
    here = front(request)
    stage = await here.stage(request)
    here.guest_with(request, stage, *CURATORS)
    return here, stage


async def _told(made: Awaitable[T]) -> T:
    """What is being made; what the press trips over is told so that somebody can mend it."""
    try:
        return await made
    except TemplateBroken as error:
        raise told_to_curators(error) from error


def _table(proof: Proof, seq: Seq, *, language: str, older: bool) -> StoryTable:
    missing = {picture.artwork for picture in proof.story.missing}
    return StoryTable(
        seq=seq,
        picks=tuple(_pick(pick, proof.alts.get(pick.artwork, ""), missing) for pick in proof.selection.picks),
        hero=proof.selection.hero,
        by_people=proof.selection.by_people,
        older=older,
        licenses=tuple(_offer(license_, language) for license_ in page_licenses()),
        models=tuple(_terms(model, language) for model in dict.fromkeys(made.model for made in proof.story.makings)),
        formats=tuple(FORMATS),
    )


def _pick(pick: Pick, alt: str, missing: set[ArtworkId]) -> StoryPick:
    reasons = tuple(PickReason(Because(reason.why.value), reason.count, reason.of) for reason in pick.reasons)
    return StoryPick(pick.artwork, reasons, alt, pick.artwork in missing)


def _offer(license_: PageLicense, language: str) -> LicenseOffer:
    return LicenseOffer(license_.id, license_.name(language), license_.says(language), license_.url)


def _terms(model: str, language: str) -> ModelTerms:
    known = model_license(model)
    if known is None:
        return ModelTerms(model, "", "", "")
    return ModelTerms(model, known.name, known.forbids(language), known.url)


def _unheard() -> None:
    """Nobody listens."""
