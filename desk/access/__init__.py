"""The ways in: sign-in, passwords, codes, lock-out, sessions."""
