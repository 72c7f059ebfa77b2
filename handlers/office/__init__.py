"""What officers, the committee and the clock do with a ticket, and what its member hears of it."""
