// The image's health check: exits with 0 when the program can serve. /health is told at the root whatever BASE_PATH says.
import { get } from 'node:http';

const PATIENCE_MS = 5_000;
const { PORT, HOST } = process.env;
const isEvery = !HOST || HOST === '0.0.0.0' || HOST === '::';

const request = get(
  {
    host: isEvery ? '127.0.0.1' : HOST,
    port: PORT || 8000,
    path: '/health/ready',
    signal: AbortSignal.timeout(PATIENCE_MS),
  },
  (reply) => {
    reply.resume();
    if (reply.statusCode !== 200) fail(`it answered with status ${reply.statusCode}`);
  },
);
request.on('error', (error) => fail(error.message));

function fail(reason) {
  console.error(`MAMcrawler is not ready: ${reason}`);
  process.exitCode = 1;
}
