import Alert from '@mui/material/Alert'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import type { IssuedSheet } from '../../../core/district/badges-api.ts'
import { tellDistrict } from '../api/ask-district.ts'
import { IssuedNotice } from './issued-notice.tsx'
import { useHeldPage } from './use-held-page.ts'

/** Hands over the sheet that was just made, and asks before it is thrown away unsaved: it cannot be had again. */
export function IssuedDialog({ sheet, onClose }: { sheet: IssuedSheet; onClose: () => void }) {
  const { t } = useTranslation()
  const id = useId()
  const [saved, setSaved] = useState(false)
  const [warned, setWarned] = useState(false)
  const count = sheet.badges.length
  const client = useQueryClient()
  const note = useMutation({
    mutationFn: () =>
      tellDistrict(z.null(), '/api/v1/badges/saved', { numbers: sheet.badges.map(({ number }) => number) }),
    retry: 2,
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['people'] })
      void client.invalidateQueries({ queryKey: ['badges'] })
    },
  })
  useHeldPage(!saved, () => setWarned(true))
  const losing = warned && !saved
  return (
    <Dialog open fullWidth maxWidth="sm" aria-labelledby={id}>
      <DialogTitle id={id}>{t('badges.issueFor', { count })}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 2 }}>
        <IssuedNotice
          sheet={sheet}
          onSaved={() => {
            setSaved(true)
            note.mutate()
          }}
        />
        {losing && <Alert severity="warning">{t('badges.unsaved', { count })}</Alert>}
      </DialogContent>
      <DialogActions sx={{ p: 2 }}>
        <Button
          color={losing ? 'error' : 'primary'}
          onClick={() => (saved || warned ? onClose() : setWarned(true))}
        >
          {losing ? t('badges.loseSheet') : t('people.close')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
