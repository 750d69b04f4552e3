const API = '/api/v1'

/** The addresses of the district's answers. */
export const paths = {
  signIn: `${API}/sign-in`,
  signOut: `${API}/sign-out`,
  choosePassword: `${API}/choose-password`,
  ownPassword: `${API}/me/password`,
  secondFactor: `${API}/me/second-factor`,
  secondFactorProof: `${API}/me/second-factor/proof`,
  accounts: `${API}/accounts`,
  account: (username: string, deed = '') =>
    `${API}/accounts/${encodeURIComponent(username)}${deed === '' ? '' : `/${deed}`}`,
  accountScopes: `${API}/account-scopes`,
  apiTokens: `${API}/api-tokens`,
  apiToken: (id: string) => `${API}/api-tokens/${encodeURIComponent(id)}`,
  audit: (query: URLSearchParams) => `${API}/audit?${query}`,
  auditVerified: `${API}/audit/verified`,
  me: `${API}/me`,
  today: (date: string | undefined) => `${API}/today${date ? `?date=${date}` : ''}`,
  wardDay: (point: string, date: string) => `${API}/points/${encodeURIComponent(point)}/days/${date}`,
  personMonth: (person: string, month: string) =>
    `${API}/people/${encodeURIComponent(person)}/months/${month}`,
  kiosks: `${API}/kiosks`,
  points: `${API}/points`,
  enrolments: `${API}/enrolments`,
  live: `${API}/live`,
} as const
