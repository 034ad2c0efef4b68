export interface UserInfo {
  readonly username: string;
  readonly password: string;
}

/** Name and password of an address (`http://name:password@host`), decoded; a stray `%` stands for itself. */
export function userInfoOf({ username, password }: URL): UserInfo {
  return { username: decoded(username), password: decoded(password) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
