"""What Mujib knows, as officers look it up and teach it."""
