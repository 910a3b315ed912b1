"""Every page of the site in every state: one list, for the checks and for the contact sheet."""
