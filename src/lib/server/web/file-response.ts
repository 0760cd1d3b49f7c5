/**
 * A kept file as an answer. Shown in the browser, never run: its type is the one we made, sniffing
 * is off (security-headers.ts) and it may load nothing.
 * @param fileName given: it is downloaded under this name
 */
export function fileResponse(content: Buffer, mediaType: string, fileName?: string): Response {
  return new Response(new Uint8Array(content), {
    headers: {
      'content-type': mediaType,
      'content-length': String(content.length),
      'content-disposition': fileName ? `attachment; filename="${fileName}"` : 'inline',
      'cache-control': 'private, no-store',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'",
    },
  });
}
