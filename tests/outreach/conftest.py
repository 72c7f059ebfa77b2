"""Both databases, for the tests of this folder."""

from tests.databases import clock, database, store, url

__all__ = ["clock", "database", "store", "url"]
