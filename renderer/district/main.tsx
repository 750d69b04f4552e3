import '../ui/fonts.css'
import '../ui/tokens.css'
import './theme/district.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createQueryClient } from './api/queries.ts'
import { DistrictApp } from './district-app.tsx'
import { createI18n } from './language/create-i18n.ts'
import { keepPaperLight } from './theme/paper-is-light.ts'
import { readNonce } from './theme/read-nonce.ts'

keepPaperLight(window)
const root = document.getElementById('root')
if (root === null) throw new Error('The page has no #root')
createRoot(root).render(
  <StrictMode>
    <DistrictApp
      queryClient={createQueryClient()}
      i18n={createI18n(window.localStorage, document)}
      nonce={readNonce(document)}
    />
  </StrictMode>,
)
