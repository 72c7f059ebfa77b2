"""After a resolution: ratings, comments, and what was not solved after all."""
