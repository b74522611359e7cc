"""What a reader sees: the pages, read as a browser without style or script reads them."""
