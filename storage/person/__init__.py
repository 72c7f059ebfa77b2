"""A member across his channels: how he is known, what is held of him, and its erasure."""
