"""`inzage doctor`: is this installation one that may hold people's dossiers? One finding for each check."""
