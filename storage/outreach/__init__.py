"""What members are told without asking: plans, announcements and their runs, whom they reach, and who agreed to what."""
