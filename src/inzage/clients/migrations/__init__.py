"""What was laid in the database, step by step."""
