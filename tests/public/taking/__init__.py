"""What readers take along: citations in styles and formats."""
