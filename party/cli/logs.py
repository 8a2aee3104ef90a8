"""Structured logs: what happened where and when; no names and no prompts at info level and above."""

import logging
import sys

import structlog
from structlog.typing import Processor

_FRAMES = structlog.processors.ExceptionRenderer(structlog.tracebacks.ExceptionDictTransformer(show_locals=False))
_COMMON: tuple[Processor, ...] = (
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
)


def configure(level: str, *, as_json: bool) -> None:
    """Set up structlog and the libraries' loggers at the start of a command; ours at `level`, theirs from warnings on.

    Everything goes through the standard library's handler: a terminal that is gone costs a line of log, not a party.
    """
    number = logging.getLevelNamesMapping().get(level.upper(), logging.WARNING)
    logging.raiseExceptions = False
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_formatter(as_json=as_json))
    logging.basicConfig(level=max(number, logging.WARNING), handlers=[handler], force=True)
    logging.getLogger("party").setLevel(number)
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.stdlib.LoggerFactory(),
        processors=[*_COMMON, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    )


def _formatter(*, as_json: bool) -> logging.Formatter:
    # The console's default shows local variables, and with them what people wrote.
    plain = structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    rendering: tuple[Processor, ...] = (_FRAMES, structlog.processors.JSONRenderer()) if as_json else (plain,)
    return structlog.stdlib.ProcessorFormatter(
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *rendering],
        foreign_pre_chain=_COMMON,
    )
