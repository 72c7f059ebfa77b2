"""One package a channel: parse and render are pure, channel does the I/O."""
