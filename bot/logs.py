"""How Mujib logs: one event a line, with ids and never with words, names, numbers or secrets."""

import logging
import sys
from traceback import extract_tb

import structlog


def set_up(*, verbose: bool = False) -> None:
    """Log to standard error, as JSON when that is no terminal."""
    level = logging.DEBUG if verbose else logging.INFO
    shape = structlog.dev.ConsoleRenderer() if sys.stderr.isatty() else structlog.processors.JSONRenderer(ensure_ascii=False)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.format_exc_info,
            shape,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    # libraries name phone numbers and message texts at INFO
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)
    for name in ("twilio", "httpx", "telegram", "uvicorn", "alembic"):
        logging.getLogger(name).setLevel(logging.WARNING)
    # it warns of each look that it leaves out while the one before is still under way, which is as it should be
    logging.getLogger("apscheduler").setLevel(logging.ERROR)


def described(error: BaseException) -> str:
    """Say what went wrong and where, without the error's own words: they may be a member's."""
    frames = extract_tb(error.__traceback__)
    place = f" in {frames[-1].name}, line {frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"
