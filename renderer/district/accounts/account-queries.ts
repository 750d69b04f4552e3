import { queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { Account, AccountScopes, ApiToken } from '../../../core/district/accounts-api.ts'
import { askDistrict } from '../api/ask-district.ts'
import { paths } from '../api/paths.ts'

export const accountsQuery = queryOptions({
  queryKey: ['accounts'],
  queryFn: ({ signal }) => askDistrict(z.array(Account), paths.accounts, signal),
})

export const apiTokensQuery = queryOptions({
  queryKey: ['api-tokens'],
  queryFn: ({ signal }) => askDistrict(z.array(ApiToken), paths.apiTokens, signal),
})

/** What accounts and tokens may be bound to by the asker. */
export const accountScopesQuery = queryOptions({
  queryKey: ['account-scopes'],
  queryFn: ({ signal }) => askDistrict(AccountScopes, paths.accountScopes, signal),
})
