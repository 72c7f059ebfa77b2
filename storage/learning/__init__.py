"""What the matcher learns from: officers' verdicts, outcomes, lessons."""
