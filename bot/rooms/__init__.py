"""The officers' room at a provider that has one: what is shown there, and what officers do there."""
