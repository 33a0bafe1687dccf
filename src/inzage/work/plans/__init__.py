"""The plan of an engagement: goals in the words of the client, actions, and that the client signed it for seen."""
