interface ImportMetaEnv {
  /** Another origin of the API, for a client that is served elsewhere; empty for our own. */
  readonly VITE_API_URL?: string;
}
