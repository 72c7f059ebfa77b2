"""What Mujib does with a message: one module a topic, every step pure."""
