"""What a dossier may be opened for: the purposes that its agreement carries, and those that its person objected to."""
