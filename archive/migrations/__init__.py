"""One linear history of the tables, each step named by what it does."""
