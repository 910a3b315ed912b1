"""Pictures and documents: checked by content, cleaned, made in several sizes, stored by hash.

What editors upload is opened by a process of its own (`apart` starts it, `child` is it), which
has little memory, little time and no web server in it. `storing` puts what came of it in place.
Nothing is imported here, so that this process stays small.
"""
