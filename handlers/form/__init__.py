"""Forms by chat: begun, filled in, corrected, interrupted, reviewed, signed."""
