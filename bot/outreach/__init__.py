"""What members are told without asking: updates, appointments, announcements, and whom we write to first."""
