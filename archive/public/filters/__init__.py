"""What each list holds: its rows, facets and orders, one module for each noun."""
