"""The archive: records that editors curate, and what readers can reach of them."""
