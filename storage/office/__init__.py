"""What the office works with: accounts, the queue, case files, rooms, search, reports, the trail."""
