"""Rights at the counter: who somebody is, what each may do, who lends whom a right."""
