import UploadIcon from '@mui/icons-material/UploadFileOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { type DragEvent, useRef, useState } from 'react'

/** Takes files, dropped or chosen. */
export function FileDrop(props: {
  accept: string
  /** Several at once. */
  several?: boolean
  words: { readonly drop: string; readonly choose: string; readonly file: string }
  onFiles: (files: readonly File[]) => void
}) {
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const take = (files: FileList | null): void => {
    const given = [...(files ?? [])]
    if (given.length > 0) props.onFiles(props.several === true ? given : given.slice(0, 1))
  }
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files)
  }
  return (
    <Box
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        justifyContent: 'center',
        textAlign: 'center',
        gap: 1.5,
        p: 3,
        border: '2px dashed',
        borderColor: over ? 'primary.main' : 'divider',
        borderRadius: 1,
        bgcolor: 'background.paper',
      }}
    >
      {props.words.drop}
      <Button variant="outlined" startIcon={<UploadIcon />} onClick={() => input.current?.click()}>
        {props.words.choose}
      </Button>
      <input
        ref={input}
        type="file"
        multiple={props.several === true}
        accept={props.accept}
        aria-label={props.words.file}
        tabIndex={-1}
        className="visually-hidden"
        onChange={(event) => {
          take(event.target.files)
          event.target.value = ''
        }}
      />
    </Box>
  )
}
