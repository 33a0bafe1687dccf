"""Tasks: everything somebody must do, with its article and its due date."""
