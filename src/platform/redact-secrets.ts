const HIDDEN = '[hidden]';

/** Names whose value is a secret, wherever `name=value` or `"name":"value"` stands. */
const SECRET_NAMES =
  '(?:x-)?api[_-]?key|apikey|authkey|passkey|pass_?phrase|password|passwd|pwd|secret|client_secret|secret_key|jwt_secret_key|access_token|refresh_token|id_token|auth_?token|csrf_?token|set_up_token|token|mam_id|sid|cookie|set-cookie|proxy-authorization|authorization|mamcrawler_[a-z]+';

const RULES: readonly (readonly [RegExp, string])[] = [
  // A magnet link names trackers, and these their users.
  [/\bmagnet:\?[^\s"'<>\\]*/gi, `magnet:?${HIDDEN}`],
  // Our own API keys, also where a person pasted one into a path.
  [/mam_[\w-]{43}/g, HIDDEN],
  [/\b([a-z][a-z0-9+.-]{1,20}:\/\/)[^\s/?#@"'<>\\]*@/gi, `$1${HIDDEN}@`],
  [/\b(https?:\/\/[^\s?"'<>\\]*)\?[^\s"'<>\\]*/gi, `$1?${HIDDEN}`],
  [/\b((?:bearer|basic)\s+)[\w.~+/=-]{8,}/gi, `$1${HIDDEN}`],
  [new RegExp(`("(?:${SECRET_NAMES})"\\s*:\\s*")(?:[^"\\\\]|\\\\.)+`, 'gi'), `$1${HIDDEN}`],
  // The same within a string of JSON.
  [new RegExp(`(\\\\"(?:${SECRET_NAMES})\\\\"\\s*:\\s*\\\\").+?(?=\\\\"|"|$)`, 'gi'), `$1${HIDDEN}`],
  [new RegExp(`\\b((?:${SECRET_NAMES})\\s*=\\s*)[^\\s&"',;<>\\\\]+`, 'gi'), `$1${HIDDEN}`],
  [/\b((?:x-api-key|(?:proxy-)?authorization|(?:set-)?cookie):\s*)[^\s"\\][^\n"\\]*/gi, `$1${HIDDEN}`],
];

/** Whether any rule could match: nearly no text holds one of these. The line of each request tells the id of its key. */
const WORTH_A_LOOK =
  /:\/\/|magnet:|bearer|basic|=|key(?!_id")|pass|secret|token|cookie|authorization|sid|mam_|pwd/i;

/**
 * A text without what may be secret in it: userinfo and query of addresses, `apikey=…`, `Authorization: …` and the like.
 * Of prose and of JSON, also where it was made into a string of JSON once more.
 */
export function redactSecrets(text: string): string {
  if (!WORTH_A_LOOK.test(text)) return text;
  return RULES.reduce((said, [pattern, instead]) => said.replace(pattern, instead), withoutPasskeys(text));
}

/** Trackers write the user's key into the path: `https://tracker/rss/0123…cdef/announce`. */
function withoutPasskeys(text: string): string {
  return text.replace(/\bhttps?:\/\/[^\s"'<>\\]+/gi, (url) =>
    url.replace(/\/[0-9a-f]{32,}(?=[/?#]|$)/gi, `/${HIDDEN}`),
  );
}
