import { config } from 'zod';

// Must run before the first schema is made: faster parsers by `new Function` are nothing that the content security
// policy allows, and merely to ask whether they are is reported as a violation.
config({ jitless: true });
