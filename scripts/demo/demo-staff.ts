import { randomUUID } from 'node:crypto'

/** A person of the office at the district's pages: signed in, asking what the pages ask. */
export interface DemoStaff {
  /** @throws when the district answers with a problem */
  post(path: string, body: unknown): Promise<unknown>
  get(path: string): Promise<unknown>
  /** Sends a file as it is. */
  upload(path: string, type: string, file: string): Promise<unknown>
}

/** Signs in with user name and password, as a person does on the first page. */
export async function signInAs(
  address: string,
  account: { readonly username: string; readonly password: string },
): Promise<DemoStaff> {
  let cookie = ''
  const ask = async (path: string, init: RequestInit): Promise<Response> => {
    const answer = await fetch(new URL(path, address), {
      ...init,
      headers: { origin: address, cookie, 'idempotency-key': randomUUID(), ...init.headers },
    })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return answer
  }
  const post = (path: string, body: unknown) =>
    ask(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const signedIn = await post('/api/v1/sign-in', account)
  cookie = signedIn.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ')
  return {
    post: async (path, body) => (await post(path, body)).json(),
    get: async (path) => (await ask(path, {})).json(),
    upload: async (path, type, file) =>
      (await ask(path, { method: 'POST', headers: { 'content-type': type }, body: file })).json(),
  }
}
