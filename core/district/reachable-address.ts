/**
 * Whether another machine can reach an address: `loopback` never leads anywhere but to the machine itself, a name without
 * a dot or of the local network only to where somebody knows that name.
 */
export function reachOf(address: string): 'anywhere' | 'loopback' | 'local-name' {
  const host = URL.canParse(address) ? new URL(address).hostname.replace(/^\[|\]$/g, '') : ''
  if (host === '' || host === 'localhost' || host.endsWith('.localhost')) return 'loopback'
  if (/^127\./.test(host) || host === '::1' || host === '0.0.0.0' || host === '::') return 'loopback'
  const isName = !/^[\d.]+$/.test(host) && !host.includes(':')
  return isName && (!host.includes('.') || /\.(local|lan|home|internal)$/.test(host))
    ? 'local-name'
    : 'anywhere'
}
