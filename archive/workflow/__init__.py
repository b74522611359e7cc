"""The only code that changes a record's state or writes history."""
