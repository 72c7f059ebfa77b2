"""The database: inbox, outbox, conversations, tickets, officers."""
