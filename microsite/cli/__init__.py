"""`microsite ...`: for the one who runs the site. Each command is a few lines over the domain."""

from microsite.cli import bibtex, content, editors, export, import_site, people, site, watch
from microsite.cli.group import main

main.add_command(site.init)
main.add_command(site.serve)
main.add_command(site.fill_demo)
main.add_command(editors.create_editor)
main.add_command(editors.list_editors)
main.add_command(editors.reset_editor)
main.add_command(editors.disable_editor)
main.add_command(editors.enable_editor)
main.add_command(site.backup)
main.add_command(site.tidy)
main.add_command(bibtex.import_bibtex)
main.add_command(bibtex.work)
main.add_command(watch.watch)
main.add_command(people.link_authors)
main.add_command(export.export_bibtex)
main.add_command(content.export_content)
main.add_command(content.import_content)
main.add_command(import_site.import_site)

__all__ = ["main"]
