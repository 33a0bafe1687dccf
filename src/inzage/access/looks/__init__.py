"""Support looks at the screens as a colleague sees them: for a while, with a reason, seen by both, changing nothing."""
