"""What is trained: experts on the phrasings, sentence encoders, and the files that keep them."""
