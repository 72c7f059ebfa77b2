"""After a resolution: ratings, comments, what was not solved after all, and objecting to what was decided."""
