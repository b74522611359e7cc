"""Pages that are asked for again: kept, revalidated, compressed."""
