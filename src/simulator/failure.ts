/** What an error envelope says; see https://developers.facebook.com/docs/graph-api/guides/error-handling. */
export interface GraphErrorDetail {
  readonly message: string;
  readonly type?: string;
  readonly code: number;
  readonly subcode?: number;
  readonly isTransient?: boolean;
  readonly userTitle?: string;
  readonly userMessage?: string;
}

/** A read that Graph refuses: the HTTP status and the envelope to send. */
export class GraphFailure extends Error {
  readonly status: number;
  readonly detail: GraphErrorDetail;
  constructor(status: number, detail: GraphErrorDetail) {
    super(detail.message);
    this.name = 'GraphFailure';
    this.status = status;
    this.detail = detail;
  }
}

/** The JSON body of an error. */
export function errorEnvelope(detail: GraphErrorDetail, trace: string): Readonly<Record<string, unknown>> {
  return {
    error: {
      message: detail.message,
      type: detail.type ?? 'OAuthException',
      code: detail.code,
      ...(detail.subcode === undefined ? {} : { error_subcode: detail.subcode }),
      ...(detail.isTransient === undefined ? {} : { is_transient: detail.isTransient }),
      ...(detail.userTitle === undefined ? {} : { error_user_title: detail.userTitle }),
      ...(detail.userMessage === undefined ? {} : { error_user_msg: detail.userMessage }),
      fbtrace_id: trace,
    },
  };
}

/** 400, code 100: something about the request itself is wrong. */
export function invalidParameter(message: string): GraphFailure {
  return new GraphFailure(400, { message: `(#100) ${message}`, code: 100 });
}

/** 400, code 100: the node type has no such field, so nothing at all is answered. */
export function nonexistingField(field: string, nodeType: string): GraphFailure {
  return invalidParameter(`Tried accessing nonexisting field (${field}) on node type (${nodeType})`);
}

/** 400, code 2500: the path or the fields text cannot be read. */
export function unreadable(message: string): GraphFailure {
  return new GraphFailure(400, { message, code: 2500 });
}

/** 400, code 131059: the cursor is none of ours, or what it pointed at is gone. */
export function badCursor(): GraphFailure {
  return new GraphFailure(400, {
    message: '(#131059) The cursor is invalid or has expired',
    code: 131059,
  });
}
