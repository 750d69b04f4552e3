/** The nonce that the server wrote into this page for its style elements; `undefined` where none is filled in. */
export function readNonce(page: Document): string | undefined {
  const content = page.querySelector('meta[name="csp-nonce"]')?.getAttribute('content') ?? ''
  return content === '' || content.startsWith('__') ? undefined : content
}
