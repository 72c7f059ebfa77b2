"""The terminal as a channel: a member's chat without any page or account, showing what another channel would show."""
