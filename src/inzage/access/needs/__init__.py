"""The page that shows who may see what, as the policy says it."""
