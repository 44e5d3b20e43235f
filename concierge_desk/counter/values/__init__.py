"""Values as typed or scanned: fields, kinds, codes, code lists, instants; read, or told what is wrong."""
