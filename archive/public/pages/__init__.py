"""What the pages say, as data: one function for each page, printed as HTML and as JSON alike.

A page asserts nothing. It gathers who says what, with the passages, in an order that follows from
the contents alone. Every function here asks a number of questions of the database that does not
grow with the rows.
"""
