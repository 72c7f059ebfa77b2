"""What members are told without asking, as the desk plans and shows it."""
