"""Jobs asked for, and the artworks that came of them."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from rpds import HashTrieMap

from party.core import events as e
from party.core.events import Entry
from party.core.state import Artwork, Job, JobStatus, SessionState
from party.core.steps.step import Step, at_birth, with_artwork
from party.core.values import JobId


def _requested(s: SessionState, entry: Entry, event: e.JobRequested) -> SessionState:
    job = Job(
        id=event.job,
        seq=entry.seq,
        refinement=event.refinement,
        guest=s.refinements[event.refinement].by,
        asked_by=entry.actor,
        recipes=event.recipes,
        status=JobStatus.WAITING,
    )
    return replace(s, jobs=s.jobs.insert(job.id, job))


def _job(s: SessionState, job: JobId, **changes: Any) -> SessionState:  # noqa: ANN401  replace takes any field
    return replace(s, jobs=s.jobs.insert(job, replace(s.jobs[job], **changes)))


def _made(s: SessionState, entry: Entry, event: e.ArtworkMade) -> SessionState:
    job, made = s.jobs[event.job], event.made
    s = _job(s, job.id, artworks=tuple(dict.fromkeys((*job.artworks, made.artwork))))
    if made.artwork in s.artworks:
        return s
    return with_artwork(
        s,
        Artwork(
            id=made.artwork,
            seq=entry.seq,
            at_ms=entry.at_ms,
            job=job.id,
            refinement=job.refinement,
            recipe=made.recipe,
            width_px=made.width_px,
            height_px=made.height_px,
            media_type=made.media_type,
            took_ms=made.took_ms,
            environment=made.environment,
            reactions=HashTrieMap(),
            readings=made.readings,
            closeness=made.closeness,
            screening=at_birth(s, None),
        ),
    )


STEPS: Mapping[type[Any], Step] = MappingProxyType(
    {
        e.JobRequested: _requested,
        e.JobCancelled: lambda s, _, event: _job(s, event.job, status=JobStatus.CANCELLED),
        e.JobFailed: lambda s, _, event: _job(s, event.job, status=JobStatus.FAILED, why=event.why),
        e.JobFinished: lambda s, _, event: _job(s, event.job, status=JobStatus.DONE),
        e.ArtworkMade: _made,
    }
)
