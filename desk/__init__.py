"""The officers' web desk."""
