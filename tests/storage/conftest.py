"""Both databases, for the tests of this folder, and an office on them."""

import pytest

from storage.store import Store
from tests.databases import clock, database, store, url
from tests.storage.office import Office

__all__ = ["clock", "database", "store", "url"]


@pytest.fixture
def office(store: Store) -> Office:
    """Give an office."""
    return Office(store)
