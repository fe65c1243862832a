import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';

/** There is no bot, or its socket was left behind by one that was killed. */
const nobody = new Set(['ENOENT', 'ECONNREFUSED', 'ENOTSOCK', 'ENOTDIR']);
const refused = new Set(['EACCES', 'EPERM']);

/** Whether a bot listens behind a control socket. Asks nothing of it. */
export function isListening(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const line = connect(path);
    line.once('connect', () => {
      line.destroy();
      resolve(true);
    });
    // One that refuses this user is there all the same.
    line.once('error', (error: Error & { readonly code?: string }) => resolve(refused.has(error.code ?? '')));
  });
}

/**
 * Asks the running bot behind a control socket. Resolves to its answer, or to null when no bot listens there. Throws
 * when it refuses, ends before it answers, or takes longer than `patience` milliseconds.
 */
export function askControl(
  path: string,
  body: unknown,
  patience: number,
): Promise<{ readonly answer: unknown } | null> {
  return new Promise((resolve, reject) => {
    const text = JSON.stringify(body);
    const request = httpRequest(
      {
        socketPath: path,
        method: 'POST',
        path: '/',
        timeout: patience,
        headers: { 'content-length': Buffer.byteLength(text) },
      },
      (response) => {
        let said = '';
        response.setEncoding('utf8').on('data', (part: string) => (said += part));
        response.on('error', () => reject(new Error('The running bot ended before it answered.')));
        response.on('end', () => {
          try {
            const answer: unknown = JSON.parse(said);
            if (response.statusCode === 200) resolve({ answer });
            else reject(new Error(`The running bot could not do it: ${errorIn(answer)}`));
          } catch {
            reject(new Error('The running bot gave an answer that is no JSON; is it of another version?'));
          }
        });
      },
    );
    request.on('timeout', () => request.destroy(new Error('timeout')));
    request.on('error', (error: Error & { readonly code?: string }) => {
      const code = error.code ?? error.message;
      if (nobody.has(code)) resolve(null);
      else if (refused.has(code))
        reject(new Error('The running bot belongs to another user; run this as that user.'));
      else if (code === 'timeout') reject(new Error('The running bot does not answer; see its log.'));
      else reject(new Error(`The running bot ended before it answered (${code}).`));
    });
    request.end(text);
  });
}

function errorIn(answer: unknown): string {
  return typeof answer === 'object' && answer !== null && 'error' in answer
    ? String(answer.error)
    : 'no reason given';
}
