"""Run by Alembic: the steps go over the connection, and within the transaction, that the caller has opened."""

from alembic import context

from dragoman.record.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=False)
context.run_migrations()
