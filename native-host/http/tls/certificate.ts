import { readFileSync, unwatchFile, watchFile } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { UserError } from '../../errors/user-error.ts';

/** Files in PEM: the certificate with its chain, and its private key. */
export interface CertificateFiles {
  readonly cert: string;
  readonly key: string;
}

/** A certificate and its key. */
export interface Certificate {
  readonly cert: Buffer;
  readonly key: Buffer;
}

/** How often the files are compared, in milliseconds. Polling also notices files behind links, as of certbot. */
const LOOK_MS = 2_000;

const reasonOf = (error: unknown): string => {
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message;
};

/** Reads a certificate and its key. Throws a UserError if they cannot be read or do not belong together. */
export const readCertificate = ({ cert, key }: CertificateFiles): Certificate => {
  try {
    const read = { cert: readFileSync(cert), key: readFileSync(key) };
    createSecureContext(read);
    return read;
  } catch (error) {
    throw new UserError(
      `The certificate and its key cannot be used (${reasonOf(error)}).`,
      'Check --tls-cert and --tls-key: both in PEM, readable for this user, and made for each other.',
    );
  }
};

/**
 * Calls `use` with the certificate whenever one of the files changes. One that cannot be used is reported, and the previous
 * one stays in use. Call the returned function to stop.
 */
export const watchCertificate = (
  files: CertificateFiles,
  use: (certificate: Certificate) => void,
  explain: (line: string) => void,
  interval = LOOK_MS,
): (() => void) => {
  const reload = () => {
    try {
      use(readCertificate(files));
      explain('The certificate was replaced. New connections use the new one.');
    } catch (error) {
      explain(`${(error as Error).message} The previous certificate stays in use.`);
    }
  };
  const names = [...new Set([files.cert, files.key])];
  for (const name of names) watchFile(name, { interval, persistent: false }, reload);
  return () => {
    for (const name of names) unwatchFile(name, reload);
  };
};
