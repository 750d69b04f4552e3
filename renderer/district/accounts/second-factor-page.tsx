import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { meQuery } from '../api/queries.ts'
import { LanguageSwitch } from '../language/language-switch.tsx'
import { AccountMenu } from './account-menu.tsx'
import { SecondFactorSetup } from './second-factor-setup.tsx'

/** The only page of an administrator who has no second factor yet. */
export function SecondFactorPage() {
  const { t } = useTranslation()
  const client = useQueryClient()
  return (
    <Box component="main" sx={{ maxWidth: 560, mx: 'auto', p: { xs: 2, md: 4 }, display: 'grid', gap: 2 }}>
      <title>{`${t('ownAccount.factor')} · ${t('product')}`}</title>
      <Box sx={{ display: 'flex', justifyContent: 'flex-end', gap: 1 }}>
        <LanguageSwitch />
        <AccountMenu />
      </Box>
      <Typography variant="h1">{t('ownAccount.factor')}</Typography>
      <Typography>{t('ownAccount.factorNeeded')}</Typography>
      <Typography color="textSecondary">{t('ownAccount.factorLead')}</Typography>
      <SecondFactorSetup onDone={() => void client.invalidateQueries(meQuery)} />
    </Box>
  )
}
