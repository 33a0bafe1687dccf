"""Who a client is: registering, finding, correcting with history, the notices given, and importing many at once."""
