import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { smallPicture } from './small-picture.ts'

/** A picture for the card, read and made small in this page; it is printed and kept nowhere. */
export function PictureField(props: { chosen: boolean; onChange: (picture: string | null) => void }) {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  const [unread, setUnread] = useState(false)
  const take = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return
    const picture = await smallPicture(file)
    setUnread(picture === null)
    props.onChange(picture)
  }
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1.5, position: 'relative' }}>
      <Button variant="outlined" onClick={() => input.current?.click()}>
        {t('badges.choosePicture')}
      </Button>
      <span role="status">
        {unread ? t('badges.noPicture') : props.chosen ? t('badges.pictureChosen') : t('badges.pictureLead')}
      </span>
      <input
        ref={input}
        type="file"
        accept="image/*"
        aria-label={t('badges.choosePicture')}
        tabIndex={-1}
        className="visually-hidden"
        onChange={(event) => {
          void take(event.target.files?.[0])
          event.target.value = ''
        }}
      />
    </Box>
  )
}
