import CalendarIcon from '@mui/icons-material/CalendarMonthOutlined'
import IconButton from '@mui/material/IconButton'
import InputAdornment from '@mui/material/InputAdornment'
import Popover from '@mui/material/Popover'
import TextField from '@mui/material/TextField'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readWrittenDate } from '../../../core/written-date.ts'
import { CalendarPopover } from './calendar-popover.tsx'

const FIRST = '1970-01-01'
const LAST = '2099-12-31'

/** The date that a text means, `''`: none. */
function read(text: string): string {
  const date = readWrittenDate(text)
  return date === null || date < FIRST || date > LAST ? '' : date
}

const written = (date: string): string =>
  date === '' ? '' : `${date.slice(8)}/${date.slice(5, 7)}/${date.slice(0, 4)}`

/**
 * A date, `YYYY-MM-DD`, typed as people write it (`1/7/2026`, `1.7.26`, `01072026`) or taken from a calendar; empty when
 * there is none, or when what was typed is none: then the field says so.
 */
export function DateField(props: {
  label: string
  value: string
  onChange: (date: string) => void
  required?: boolean
  helper?: ReactNode
  size?: 'small' | 'medium'
}) {
  const { t } = useTranslation()
  // What is half written is no date yet, and must not be taken away while it is being written.
  const [typed, setTyped] = useState<string | null>(null)
  const [typing, setTyping] = useState(false)
  const [calendar, setCalendar] = useState<HTMLElement | null>(null)
  const text = typed !== null && read(typed) === props.value ? typed : written(props.value)
  const isUnread = !typing && text.trim() !== '' && props.value === ''
  const choose = (date: string): void => {
    setCalendar(null)
    setTyped(null)
    props.onChange(date)
  }
  return (
    <>
      <TextField
        label={props.label}
        value={text}
        required={props.required ?? false}
        size={props.size ?? 'medium'}
        error={isUnread}
        helperText={isUnread ? t('dateField.unread') : props.helper}
        placeholder={t('dateField.form')}
        // What it says beneath takes the field's width and never widens it.
        sx={{ minWidth: 220, '& .MuiFormHelperText-root': { width: 0, minWidth: 'calc(100% - 28px)' } }}
        onChange={(event) => {
          setTyped(event.target.value)
          props.onChange(read(event.target.value))
        }}
        onFocus={(event) => {
          setTyping(true)
          event.target.select()
        }}
        onBlur={() => {
          setTyping(false)
          if (props.value !== '') setTyped(null)
        }}
        slotProps={{
          htmlInput: { maxLength: 24, autoComplete: 'off' },
          input: {
            endAdornment: (
              <InputAdornment position="end">
                <IconButton
                  edge="end"
                  aria-label={t('dateField.calendar', { label: props.label })}
                  onClick={(event) => setCalendar(event.currentTarget)}
                >
                  <CalendarIcon />
                </IconButton>
              </InputAdornment>
            ),
          },
        }}
      />
      <Popover
        open={calendar !== null}
        anchorEl={calendar}
        onClose={() => setCalendar(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
      >
        <CalendarPopover date={props.value} months={false} future onChoose={choose} />
      </Popover>
    </>
  )
}
