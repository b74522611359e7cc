"""What a reader's browser sees, on a real server with the shipped archive."""
