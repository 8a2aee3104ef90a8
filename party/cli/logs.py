"""Structured logs: what happened where and when; no names and no prompts at info level and above."""

import logging
import sys

import structlog

_FRAMES = structlog.processors.ExceptionRenderer(structlog.tracebacks.ExceptionDictTransformer(show_locals=False))


def configure(level: str, *, as_json: bool) -> None:
    """Set up structlog and the libraries' loggers once, at the start of a command."""
    number = logging.getLevelNamesMapping().get(level.upper(), logging.WARNING)
    line = "%(levelname)s %(name)s %(message)s"
    logging.basicConfig(level=max(number, logging.WARNING), stream=sys.stderr, format=line)
    # The default formatter shows local variables, and with them what people wrote.
    plain = structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    renderer = structlog.processors.JSONRenderer() if as_json else plain
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *((_FRAMES,) if as_json else ()),
            renderer,
        ],
    )
