"""Standing in for a colleague who is away: access to the same dossiers, which ends by itself."""
