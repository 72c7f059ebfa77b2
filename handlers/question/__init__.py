"""Questions: answered with their clause, asked back, told apart, or passed to a person."""
