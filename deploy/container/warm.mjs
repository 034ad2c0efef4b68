// Keeps in the image what Node makes of the sources.
import { NODE_FLAGS } from '../../launcher/node-flags.mjs';
import { warmCompileCache } from '../../launcher/warm-compile-cache.mjs';

await warmCompileCache(process.execPath, NODE_FLAGS);
