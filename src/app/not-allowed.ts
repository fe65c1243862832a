/** What people may do: ask questions, or act (acknowledge, silence, look afresh). */
export type Right = 'ask' | 'act';

/** The asker may not do that. */
export class NotAllowed extends Error {
  override readonly name = 'NotAllowed';
  /** What the asker may not. */
  readonly right: Right;
  constructor(right: Right) {
    super(`The asker may not ${right} here.`);
    this.right = right;
  }
}
