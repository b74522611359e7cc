"""What readers can reach."""
