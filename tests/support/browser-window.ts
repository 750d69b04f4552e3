/** Opens a window of a kiosk in a browser without a browser. @returns its cookie, as it is sent back */
export async function openWindow(address: string): Promise<string> {
  const opened = await fetch(address)
  const [cookie = ''] = opened.headers.getSetCookie()
  if (opened.status !== 200 || cookie === '') throw new Error(`no window: ${opened.status}`)
  return cookie.split(';')[0] ?? ''
}
