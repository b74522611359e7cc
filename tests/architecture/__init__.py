"""How the code is built: what may know what."""
