"""Structure: from blocks to the tree of provisions."""
