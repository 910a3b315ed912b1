"""Sites brought in from elsewhere and given back as files. Nothing here commits."""
