"""The ground: the words everyone uses. Imports nothing of ours and does no I/O."""
