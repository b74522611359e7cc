"""What templates of the readers' side may call."""
