"""House templates that the back office keeps without programming: the house style, and forms that are prescribed."""
