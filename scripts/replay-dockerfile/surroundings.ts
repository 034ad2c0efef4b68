const NAMES = ['NODE_EXTRA_CA_CERTS', 'HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY', 'npm_config_registry'];

/** What an unusual network asks for, of these variables. */
export function surroundings(variables: NodeJS.ProcessEnv): Readonly<Record<string, string>> {
  return Object.fromEntries(NAMES.flatMap((name) => (variables[name] ? [[name, variables[name]]] : [])));
}
