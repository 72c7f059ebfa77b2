"""What a process knows and learns: the library, the model that answers, its trainings, and what the desk sees of it."""
