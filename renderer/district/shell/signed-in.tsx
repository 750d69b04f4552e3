import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useRef } from 'react'
import { SecondFactorPage } from '../accounts/second-factor-page.tsx'
import { meQuery } from '../api/queries.ts'
import { troubleOf } from '../api/trouble.ts'
import { PageLoading } from '../parts/page-loading.tsx'
import { TroubleNotice } from '../parts/trouble-notice.tsx'
import { MeContext } from '../session/me-context.ts'
import { SignInPage } from '../sign-in/sign-in-page.tsx'

/** Shows its children to somebody signed in, and the sign-in page to everybody else, at the same address. */
export function SignedIn({ children }: { children: ReactNode }) {
  const me = useQuery(meQuery)
  const wasSignedIn = useRef(false)
  if (me.data) wasSignedIn.current = true
  if (me.data === null) return <SignInPage ended={wasSignedIn.current} />
  if (me.data !== undefined) {
    const page = me.data.stage === 'second-factor' ? <SecondFactorPage /> : children
    return <MeContext value={me.data}>{page}</MeContext>
  }
  if (me.isError) return <TroubleNotice trouble={troubleOf(me.error)} onRetry={() => void me.refetch()} />
  return <PageLoading />
}
