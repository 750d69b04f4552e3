import Box from '@mui/material/Box'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { NavLink } from 'react-router'
import { hasPermission, type Permission } from '../../../core/district/roles.ts'
import { PageHead } from '../parts/page-head.tsx'
import { useMe } from '../session/me-context.ts'

const PARTS = [
  { part: 'accounts', to: '/accounts', permission: 'accounts.read' },
  { part: 'tokens', to: '/api-tokens', permission: 'api-tokens.write' },
  { part: 'audit', to: '/audit', permission: 'audit.read' },
] as const satisfies readonly { part: string; to: string; permission: Permission }[]

/** Title of the pages of administration, and the way from one to the other. */
export function AdministrationHead(props: {
  part: 'accounts' | 'tokens' | 'audit'
  lead: string
  action?: ReactNode
}) {
  const { t } = useTranslation()
  const me = useMe()
  return (
    <Box sx={{ mb: 1.5 }}>
      <PageHead title={t(`accounts.tabs.${props.part}`)} lead={props.lead}>
        {props.action}
      </PageHead>
      <Box component="nav" aria-label={t('accounts.parts')} sx={{ display: 'flex', flexWrap: 'wrap' }}>
        {PARTS.filter(({ permission }) => hasPermission(me.role, permission)).map(({ part, to }) => (
          <Box
            key={part}
            component={NavLink}
            to={to}
            sx={{
              display: 'inline-flex',
              alignItems: 'center',
              minHeight: 44,
              px: 1.5,
              color: 'text.primary',
              textDecoration: 'none',
              fontWeight: 600,
              borderBottom: '3px solid transparent',
              '&.active': { borderBottomColor: 'primary.main' },
            }}
          >
            {t(`accounts.tabs.${part}`)}
          </Box>
        ))}
      </Box>
    </Box>
  )
}
