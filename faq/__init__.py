"""The association's knowledge and the matching of questions to it."""
