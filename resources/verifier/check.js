// The whole check of a file: container, signature, hashes, chain, in this order.
// A part that is not proved accuses no other: what is wrong first is told, and what rests on it is not looked at.

/** Returns the faults, each with its member and, where it is known, its line; and what the file says where it has none. */
async function checkFile(data) {
  const faults = [];
  const tell = (member, line, what) => faults.push({ member, line, what });
  const { members, damaged } = unpack(data);
  const contents = new Map(members.map(({ name, content }) => [name, content]));
  const signed = await readSigned(contents, damaged, tell);
  if (damaged.length) {
    for (const name of damaged) {
      const line = signed && contents.has(name) ? await lineOf(signed, name, contents.get(name)) : null;
      tell(name, line, "ce n'est pas ce qui a été écrit");
    }
  } else if (signed) {
    await checkListed(signed, members, contents, tell);
  }
  if (faults.length || !signed) return { faults, day: null };
  const journal = await readJournal(contents.get(JOURNAL), signed.descriptor, signed.isSigned, (line, what) => {
    tell(JOURNAL, line, what);
  });
  return { faults, day: faults.length ? null : { ...signed, contents, journal } };
}

/** Returns what the signed descriptor says; null where it is not there, damaged or signed by nobody. */
async function readSigned(contents, damaged, tell) {
  // What the container tells already is told once.
  const told = damaged.length ? () => null : (name, what) => tell(name, null, what);
  const missing = [DESCRIPTOR, SIGNATURE, JOURNAL].filter((name) => !contents.has(name));
  for (const name of missing) told(name, "ce fichier manque");
  if (missing.length || damaged.includes(DESCRIPTOR) || damaged.includes(SIGNATURE)) return null;
  let descriptor;
  try {
    descriptor = readDescriptor(contents.get(DESCRIPTOR));
  } catch {
    told(DESCRIPTOR, "la description n'est pas lisible");
    return null;
  }
  const publicKey = bytesOfHex(descriptor.public_key, 32);
  const isSigned = await signatureCheck(publicKey);
  if (!(await isSigned(contents.get(DESCRIPTOR), contents.get(SIGNATURE)))) {
    told(DESCRIPTOR, "la signature n'est pas celle de ce contenu");
    return null;
  }
  return { descriptor, isSigned, fingerprint: await fingerprintOf(publicKey) };
}

async function checkListed({ descriptor, isSigned }, members, contents, tell) {
  const paths = descriptor.resources.map((resource) => resource.path);
  for (const resource of descriptor.resources) {
    const content = contents.get(resource.path);
    if (content === undefined) tell(resource.path, null, "ce fichier manque");
    else if (!(await isAsListed(resource, content))) {
      const line = await lineOf({ descriptor, isSigned }, resource.path, content);
      tell(resource.path, line, "ce n'est pas le contenu signé");
    }
  }
  const order = [DESCRIPTOR, ...paths, SIGNATURE];
  const extra = members.filter((member) => !order.includes(member.name));
  for (const { name } of extra) tell(name, null, "ce fichier est de trop");
  if (!extra.length && members.some((member, n) => member.name !== order[n])) {
    tell(CONTAINER, null, "les fichiers ne sont pas dans leur ordre");
  }
}

/** Returns the line at which a member differs: told by the descriptor, or, of an older journal, found by its chain. */
async function lineOf({ descriptor, isSigned }, name, content) {
  const line = await changedLine(descriptor.resources.find(({ path }) => path === name), content);
  if (line !== null || name !== JOURNAL) return line;
  const lines = [];
  await readJournal(content, descriptor, isSigned, (found) => lines.push(found));
  return lines[0] ?? null;
}
