"""What is trained: experts on the phrasings, sentence encoders, and the files that keep them.

`training` says which texts teach what, `seating` trains, by `ridge`; `panels` of experts judge a text, by `kernels` (words),
`encoder` and `student` (meaning) and `follow_ups`; `calibration` makes probabilities of it. The `teacher` is asked in the
background, `lore` brings what it said. Kept by `shelf`, `vectors`, `arrays` and `tables`.
"""
