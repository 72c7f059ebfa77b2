"""Alembic's door: runs revisions on the connection that `storage.schema` hands over, in its transaction."""

from alembic import context

from storage import accounttables, casetables, columns, desktables, filetables, outreachtables, roomtables, tables, teachtables

_TABLES = (
    accounttables,
    casetables,
    desktables,
    filetables,
    outreachtables,
    roomtables,
    tables,
    teachtables,
)  # each says of itself what it holds
context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=columns.metadata,
    render_as_batch=True,
    transactional_ddl=False,  # the transaction is begun and ended outside
)
context.run_migrations()
