"""Planning, moving and calling off meetings, and telling those outside: invitations, their answers, reminders."""
