"""What's new: what changed for the people who work with the product, in both languages."""
