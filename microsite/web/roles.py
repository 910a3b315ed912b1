"""The order in which a team is shown. A role nobody foresaw comes after these."""

ALUMNI = "alumni"
ROLES = ("faculty", "postdoc", "doctoral", "master", "staff")
