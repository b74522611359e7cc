"""Lists: addresses, order, pages, forms, and what is kept between requests."""
