"""The specification of the archive, in the same folders as the code that it speaks of."""
