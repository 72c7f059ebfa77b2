"""The roof: the engine and the wiring."""
