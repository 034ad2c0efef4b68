/** The page on which every endpoint can be tried: Swagger UI. */
export function swaggerPage(basePath: string): string {
  return page(
    `${basePath}api/docs`,
    '<link rel="stylesheet" href="docs/files/swagger-ui.css">',
    `<div id="docs"></div>
<script src="docs/files/swagger-ui-bundle.js"></script>
<script src="docs/start.js"></script>`,
  );
}

/** The page to read: Redoc, whose styles the browser takes for the sake of the nonce. */
export function redocPage(basePath: string, nonce: string): string {
  return page(
    `${basePath}api/redoc`,
    `<style nonce="${nonce}">body { margin: 0 }</style>`,
    `<div id="redoc"></div>
<script src="redoc/files/redoc.standalone.js"></script>
<script src="redoc/start.js"></script>`,
  );
}

export const SWAGGER_START = `SwaggerUIBundle({
  url: new URL('openapi.json', document.baseURI).href,
  dom_id: '#docs',
  deepLinking: true,
  displayRequestDuration: true,
  docExpansion: 'none',
  filter: true,
  validatorUrl: null,
});
`;

export const REDOC_START = `const place = document.getElementById('redoc');
if (typeof Redoc === 'undefined') {
  place.textContent = 'The web client is not built. Start MAMcrawler with: npm start';
} else {
  Redoc.init(new URL('openapi.json', document.baseURI).href, { expandResponses: '200,201,202' }, place);
}
`;

/** `address`: of the page itself, so that what it adds to it after a # leads back to it. */
function page(address: string, head: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<base href="${address}">
<title>Audiobook Automation API</title>
${head}
</head>
<body>
${body}
</body>
</html>
`;
}
