"""Reports that were given to the client: by e-mail, by letter or in the hand, each with its exact bytes."""
