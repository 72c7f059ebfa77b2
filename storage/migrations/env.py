"""Alembic's door: runs revisions on the connection that `storage.schema` hands over, in its transaction."""

from alembic import context

from storage import columns, filetables, tables, tickettables
from storage.learning import teachtables
from storage.office import accounttables, casetables, desktables, roomtables
from storage.outreach import outreachtables

_TABLES = (
    accounttables,
    casetables,
    desktables,
    filetables,
    outreachtables,
    roomtables,
    tables,
    teachtables,
    tickettables,
)  # each says of itself what it holds
_CONNECTION = context.config.attributes["connection"]
if _CONNECTION.dialect.name == "postgresql":
    columns.on_postgresql(columns.metadata)
context.configure(
    connection=_CONNECTION,
    target_metadata=columns.metadata,
    render_as_batch=True,
    transactional_ddl=False,  # the transaction is begun and ended outside
)
context.run_migrations()
