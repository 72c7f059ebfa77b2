"""The database's revisions by Alembic; `storage.schema` runs them."""
