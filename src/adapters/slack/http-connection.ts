import { HTTPReceiver, type App } from '@slack/bolt';
import type { Logger } from '@slack/web-api';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { MINUTE } from '../../domain/time.js';
import type { Clock } from '../../ports.js';
import { SLACK_PATH } from './slack-path.js';

const LARGEST = 1024 * 1024;

/** Takes Slack's signed requests: https://docs.slack.dev/authentication/verifying-requests-from-slack */
export interface HttpConnection {
  init(app: App): void;
  /** Answers a request to SLACK_PATH whose body nobody has read yet; 401 when it is not Slack's, 404 elsewhere. */
  readonly handle: RequestListener;
}

function isFromTheFuture(request: IncomingMessage, now: number): boolean {
  return Number(request.headers['x-slack-request-timestamp']) * 1000 > now + 5 * MINUTE;
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status).end();
}

/** A connection by HTTP. What is forged, stale or from the future is refused before anything of it is read. */
export function httpConnection(signingSecret: string, logger: Logger, clock: Clock): HttpConnection {
  const receiver = new HTTPReceiver({
    signingSecret,
    endpoints: SLACK_PATH,
    logger,
    bodyLimit: LARGEST,
    unhandledRequestHandler: ({ response }) => refuse(response, 404),
    processEventErrorHandler: ({ response }) => {
      if (!response.headersSent) refuse(response, 500);
      return Promise.resolve(false);
    },
  });
  return {
    init: (app) => receiver.init(app),
    handle(request, response) {
      if (isFromTheFuture(request, clock.now())) {
        refuse(response, 401);
        return;
      }
      try {
        receiver.requestListener(request, response);
      } catch {
        refuse(response, 404);
      }
    },
  };
}
