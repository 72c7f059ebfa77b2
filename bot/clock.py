"""The real time: the only place where Mujib looks at a clock."""

from datetime import UTC, datetime


class SystemClock:
    """`domain.ports.Clock` of this machine."""

    def now(self) -> datetime:
        """Give the time, aware, in UTC."""
        return datetime.now(UTC)
