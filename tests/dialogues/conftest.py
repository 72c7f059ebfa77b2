"""Both databases, for the dialogues that the engine plays."""

from tests.databases import clock, database, store, url

__all__ = ["clock", "database", "store", "url"]
