import SearchIcon from '@mui/icons-material/Search'
import Autocomplete from '@mui/material/Autocomplete'
import Box from '@mui/material/Box'
import Dialog from '@mui/material/Dialog'
import DialogTitle from '@mui/material/DialogTitle'
import IconButton from '@mui/material/IconButton'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useDeferredValue, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { DistrictPage } from './district-page.ts'
import { type Found, useFound } from './use-found.ts'

/** What the list of people takes. */
const LONGEST = 100
/** What was found stands in the box itself, beneath the field. */
const IN_LINE = {
  position: 'static !important',
  transform: 'none !important',
  width: '100% !important',
  pt: 1,
} as const
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** One search over pages, wards, people and kiosks; Ctrl+K or / opens it. */
export function FindAnything({ pages }: { pages: readonly DistrictPage[] }) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const isCtrlK = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k'
      const isSlash = event.key === '/' && !isTyping(event.target)
      // Over another dialog there would be two.
      if ((!isCtrlK && !isSlash) || document.querySelector('[role=dialog]') !== null) return
      event.preventDefault()
      setOpen(true)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  return (
    <>
      <IconButton
        color="inherit"
        aria-label={t('nav.find')}
        aria-keyshortcuts="Control+K /"
        title={`${t('nav.find')} (Ctrl+K)`}
        onClick={() => setOpen(true)}
      >
        <SearchIcon />
      </IconButton>
      <Dialog
        open={isOpen}
        onClose={() => setOpen(false)}
        fullWidth
        maxWidth="sm"
        aria-labelledby="find-anything"
        sx={{ '& .MuiDialog-container': { alignItems: 'flex-start' } }}
      >
        <DialogTitle id="find-anything">{t('nav.find')}</DialogTitle>
        <Box sx={{ px: 3, pb: 3 }}>
          <FindField pages={pages} onChosen={() => setOpen(false)} />
        </Box>
      </Dialog>
    </>
  )
}

function FindField({ pages, onChosen }: { pages: readonly DistrictPage[]; onChosen: () => void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [typed, setTyped] = useState('')
  const { found, state } = useFound(pages, useDeferredValue(typed))
  return (
    <Autocomplete<Found>
      options={found}
      open={typed.trim() !== ''}
      filterOptions={(options) => [...options]}
      getOptionLabel={({ label }) => label}
      getOptionKey={({ to }) => to}
      noOptionsText={t(`nav.finding.${state}`)}
      autoHighlight
      forcePopupIcon={false}
      slotProps={{ popper: { disablePortal: true, sx: IN_LINE } }}
      inputValue={typed}
      onInputChange={(_event, text) => setTyped(text)}
      onClose={(_event, why) => why === 'escape' && onChosen()}
      onChange={(_event, chosen) => {
        if (chosen === null) return
        onChosen()
        void navigate(chosen.to)
      }}
      renderOption={({ key, ...option }, { kind, label, where }) => (
        <Box component="li" key={key} {...option} sx={{ display: 'flex', gap: 1 }}>
          <Box sx={{ flex: 1 }}>{label}</Box>
          <Typography component="span" variant="body2" color="textSecondary">
            {[t(`nav.found.${kind}`), where].filter((word) => word !== '').join(' · ')}
          </Typography>
        </Box>
      )}
      renderInput={(input) => (
        <TextField
          {...input}
          autoFocus
          label={t('nav.findWhat')}
          slotProps={{ ...input.slotProps, htmlInput: { ...input.slotProps?.htmlInput, maxLength: LONGEST } }}
        />
      )}
    />
  )
}
