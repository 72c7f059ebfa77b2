"""What a member's words mean by themselves, whatever is awaited: pure, and knowing no state."""
