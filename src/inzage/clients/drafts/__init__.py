"""What somebody is writing and has not saved yet: one text for each window, so that nothing typed is ever lost."""
