"""What SQLite and PostgreSQL each need: the writer's thread, checkpoints, signals, the leader's lock; copies of SQLite."""
