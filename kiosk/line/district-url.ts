/** A path below a district's address, which may have a path of its own and may or may not end in a slash. */
export const districtUrl = (address: string, path: string): URL =>
  new URL(path, address.endsWith('/') ? address : `${address}/`)
