"""The words about the project are held to the project: a test fails when they go stale."""
