"""Both databases, for the dialogue over Telegram."""

from tests.databases import clock, database, store, url

__all__ = ["clock", "database", "store", "url"]
