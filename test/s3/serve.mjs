import { once } from 'node:events';
import { createServer, request } from 'node:http';
import aws4 from 'aws4';
import S3rver from 's3rver';

/**
 * `serve.mjs FOLDER PORT BUCKET`: a server of S3 which lets in whoever signed what they ask. The one behind it does not
 * look at signatures of today; a second implementation of them does so here.
 */
const [directory, port, bucket] = process.argv.slice(2);
const KEYS = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' };

const behind = new S3rver({
  directory,
  address: '127.0.0.1',
  port: 0,
  silent: true,
  vhostBuckets: false,
  configureBuckets: [{ name: bucket, configs: [] }],
});
const { port: portBehind } = await behind.run();

const front = createServer(async (asked, answer) => {
  if (!isSigned(asked)) {
    asked.resume();
    await once(asked, 'end');
    answer.writeHead(403, { 'content-type': 'application/xml' });
    answer.end('<Error><Code>SignatureDoesNotMatch</Code></Error>');
    return;
  }
  const { method, url, headers } = asked;
  const passed = request({ host: '127.0.0.1', port: portBehind, method, path: url, headers });
  asked.pipe(passed);
  const [reply] = await once(passed, 'response');
  answer.writeHead(reply.statusCode, reply.headers);
  reply.pipe(answer);
});
front.listen(Number(port), '127.0.0.1');

function isSigned({ method, url, headers }) {
  const { authorization = '' } = headers;
  const names = /SignedHeaders=([^,]+)/.exec(authorization)?.[1]?.split(';') ?? [];
  const needed = ['host', 'x-amz-content-sha256', 'x-amz-date'];
  if (!needed.every((name) => names.includes(name))) return false;
  const signed = Object.fromEntries(names.map((name) => [name, headers[name]]));
  const region = /Credential=[^/]+\/\d+\/([^/]+)/.exec(authorization)?.[1];
  const again = aws4.sign(
    { service: 's3', region, method, path: url, host: headers.host, headers: signed },
    KEYS,
  );
  return signatureOf(again.headers.Authorization) === signatureOf(authorization);
}

function signatureOf(authorization) {
  return /Signature=([0-9a-f]{64})$/.exec(authorization)?.[1];
}
