"""Everything that a reader can reach. It knows the public views and never the records."""
