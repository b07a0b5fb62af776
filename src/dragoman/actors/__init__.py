"""Names to actors: states, capitals, seats of power, organisations, offices and places, by look-up alone."""
