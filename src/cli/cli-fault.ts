/**
 * What keeps a command from its work before or beside the server's word:
 * `usage` = it was typed or set up wrongly, `refused` = it cannot be done, `no-key` and `no-server` = nobody to ask.
 */
export type CliFaultKind = 'usage' | 'refused' | 'no-key' | 'no-server';

export class CliFault extends Error {
  override readonly name = 'CliFault';
  readonly kind: CliFaultKind;

  constructor(kind: CliFaultKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}
