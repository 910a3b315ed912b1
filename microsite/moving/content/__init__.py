"""The whole site as plain files that git diffs well, and read back from them."""
