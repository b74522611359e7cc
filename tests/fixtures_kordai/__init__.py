"""The shipped archive: what its source says is all there, said by whom, and nothing more."""
