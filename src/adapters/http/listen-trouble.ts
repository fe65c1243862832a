/** Why the server could not take its address. A sentence that says what to change. */
export function listenTrouble(error: unknown, host: string, port: number): Error {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const sentence = sentences[code];
  if (sentence) return new Error(sentence(host, String(port)));
  const why = code === '' ? '' : ` (${code})`;
  return new Error(`Nothing can be served on ${host}, port ${String(port)}${why}. Check HOST and PORT.`);
}

const noAddress = (host: string): string =>
  `HOST is ${host}, which is no address of this machine. Use 127.0.0.1 for this machine alone, 0.0.0.0 for all its addresses, or one of them.`;

const sentences: Readonly<Record<string, (host: string, port: string) => string>> = {
  EADDRINUSE: (host, port) =>
    `Port ${port} on ${host} is in use by another program. Stop that one, or set PORT to a free port.`,
  EACCES: (host, port) =>
    `This user may not open port ${port} on ${host}. Set PORT to 1024 or more, or give the user that right.`,
  EADDRNOTAVAIL: noAddress,
  EAFNOSUPPORT: noAddress,
  EINVAL: noAddress,
  ENOTFOUND: (host) =>
    `HOST is ${host}, a name that nobody knows. Write an address of this machine, such as 127.0.0.1 or 0.0.0.0.`,
  EAI_AGAIN: (host) =>
    `HOST is ${host}, a name that cannot be looked up now. Write an address of this machine, such as 127.0.0.1 or 0.0.0.0.`,
};
