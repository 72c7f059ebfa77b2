"""A member's tickets in his own hands: opened, described, looked at, added to, called off."""
