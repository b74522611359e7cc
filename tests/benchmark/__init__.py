"""The invented archive, and the ways of counting that are measured against each other."""
