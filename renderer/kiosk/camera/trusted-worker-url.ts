interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): {
    createScriptURL(url: string): unknown
  }
}

/** The one Trusted Types policy of the page; its content security policy allows this name and no other. */
const POLICY_NAME = 'giogiac-worker'

const factory = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes

const policy = factory?.createPolicy(POLICY_NAME, {
  createScriptURL(url) {
    const here = new URL(location.href)
    const script = new URL(url)
    if (script.protocol !== here.protocol || script.host !== here.host) {
      throw new TypeError('A worker comes from this program only')
    }
    return script.href
  },
})

/** Address of one of this page's own worker scripts, as a page under `require-trusted-types-for 'script'` needs it. */
export function trustedWorkerUrl(url: string): string {
  const absolute = new URL(url, import.meta.url).href
  // The DOM types know only strings here; the browser takes the policy's object.
  return (policy?.createScriptURL(absolute) ?? absolute) as string
}
