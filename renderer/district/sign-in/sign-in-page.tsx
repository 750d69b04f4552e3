import CheckIcon from '@mui/icons-material/CheckCircleOutlined'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LanguageSwitch } from '../language/language-switch.tsx'
import { ProductMark } from '../theme/product-mark.tsx'
import { ThemeSwitch } from '../theme/theme-switch.tsx'
import { ChoosePasswordForm } from './choose-password-form.tsx'
import { SignInForm } from './sign-in-form.tsx'

/** The door. `ended`: somebody was signed in until a moment ago. */
export function SignInPage({ ended }: { ended: boolean }) {
  const { t } = useTranslation()
  const [usesCode, setUsesCode] = useState(false)
  return (
    <Box
      sx={{
        minHeight: '100vh',
        display: 'grid',
        gridTemplateColumns: { xs: '1fr', md: '1.1fr 1fr' },
        gridTemplateRows: { xs: 'auto 1fr', md: '1fr' },
      }}
    >
      <Box
        component="section"
        aria-label={t('product')}
        sx={{
          bgcolor: '#0a4454',
          color: '#ffffff',
          p: { xs: 3, md: 8 },
          display: 'flex',
          flexDirection: 'column',
          justifyContent: 'center',
          gap: 3,
          backgroundImage: 'radial-gradient(circle at 85% 15%, rgba(255,209,102,0.16), transparent 45%)',
        }}
      >
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
          <ProductMark size={56} />
          <Box>
            <Typography component="p" sx={{ fontSize: '2rem', fontWeight: 700, lineHeight: 1.35 }}>
              {t('product')}
            </Typography>
            <Typography component="p">{t('slogan')}</Typography>
          </Box>
        </Box>
        <Box sx={{ display: { xs: 'none', md: 'grid' }, gap: 3, maxWidth: 520 }}>
          <Typography sx={{ fontSize: '1.25rem', lineHeight: 1.6 }}>{t('signIn.lead')}</Typography>
          <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 1.5 }}>
            {[t('signIn.point1'), t('signIn.point2'), t('signIn.point3')].map((point) => (
              <Box component="li" key={point} sx={{ display: 'flex', gap: 1.25, alignItems: 'center' }}>
                <CheckIcon sx={{ color: '#ffd166' }} aria-hidden />
                {point}
              </Box>
            ))}
          </Box>
        </Box>
      </Box>
      <Box sx={{ display: 'flex', flexDirection: 'column', p: { xs: 2, md: 4 } }}>
        <Box component="header" sx={{ display: 'flex', justifyContent: 'flex-end', gap: 1 }}>
          <LanguageSwitch />
          <ThemeSwitch />
        </Box>
        <Box
          component="main"
          sx={{
            flex: 1,
            display: 'grid',
            alignContent: { xs: 'start', md: 'center' },
            justifyContent: 'center',
            pt: { xs: 4, md: 0 },
            gridTemplateColumns: 'minmax(0, 400px)',
          }}
        >
          {usesCode ? (
            <ChoosePasswordForm onBack={() => setUsesCode(false)} />
          ) : (
            <SignInForm ended={ended} onUseCode={() => setUsesCode(true)} />
          )}
        </Box>
      </Box>
    </Box>
  )
}
