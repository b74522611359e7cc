"""One short function for each page. None asks who is reading."""
