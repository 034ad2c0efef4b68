import { openApiDocument } from '../src/contract/openapi.ts';
import { readVersion } from '../src/platform/version.ts';

/** The text of `openapi.json` in the repository's root, for those who generate clients from it. */
export async function generateOpenApi(root: string): Promise<string> {
  return `${JSON.stringify(openApiDocument(await readVersion(root)), null, 2)}\n`;
}
