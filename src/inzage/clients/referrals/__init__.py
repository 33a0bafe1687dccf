"""The desk for referrals: what comes in by mail, telephone, list or form, looked at, shared out, and decided on."""
