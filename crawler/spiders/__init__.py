"""How a site is looked through: as generators that yield `Ask` and are sent `Answer`, so that nothing here downloads.

`discovery` is the general one, from home page and scope alone; `repository` harvests OAI-PMH; both go through a
`Visitor`, which keeps robots.txt, scope and redirects.
"""
