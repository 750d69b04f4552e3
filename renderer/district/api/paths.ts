const API = '/api/v1'

/** The addresses of the district's answers. */
export const paths = {
  signIn: `${API}/sign-in`,
  signOut: `${API}/sign-out`,
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
