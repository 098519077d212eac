"""Which schools become centers (regulation 1.3): exact, with the bound and the reasons. Start at `propose_centers`."""
